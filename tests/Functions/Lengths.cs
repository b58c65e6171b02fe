namespace Observability.Functions;

/// <summary>One suite, two lengths.</summary>
internal static class Lengths
{
#pragma warning disable RS0030 // The length of a test run is asked for from outside.
    public static bool Long { get; } = Environment.GetEnvironmentVariable("OBS_LONG") == "1";
#pragma warning restore RS0030
}
