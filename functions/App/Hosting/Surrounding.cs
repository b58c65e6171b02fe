namespace Observability.App.Hosting;

/// <summary>The environment of the process.</summary>
internal static class Surrounding
{
#pragma warning disable RS0030 // This is the composition root.
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030
}
