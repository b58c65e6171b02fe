using System.Globalization;

namespace Observability.Functions;

/// <summary>One suite, two lengths; of two tests a long run can be asked for more.</summary>
internal static class Lengths
{
#pragma warning disable RS0030 // The length of a test run is asked for from outside.
    public static bool Long { get; } = Environment.GetEnvironmentVariable("OBS_LONG") == "1";

    /// <summary>Events that a long run sends by the hub's way: as many as end in some minutes, or <c>OBS_EVENTS</c>.</summary>
    public static int Events { get; } = Number(Environment.GetEnvironmentVariable("OBS_EVENTS")) ?? 80_000;

    /// <summary>Hours that a long run simulates against the storage emulator: as many as end in some minutes, or <c>OBS_HOURS</c>.</summary>
    public static int Hours { get; } = Number(Environment.GetEnvironmentVariable("OBS_HOURS")) ?? 2;
#pragma warning restore RS0030

    private static int? Number(string? text) => text is null ? null : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
