namespace Observability.Functions.Host;

/// <summary>Programs of this repository where they were built, in the configuration of this test.</summary>
internal static class Built
{
#pragma warning disable RS0030 // A published package may be tried in place of the build.
    /// <summary>The app: from the folder in <c>OBS_APP</c>, where it is given.</summary>
    public static string Worker { get; } = Environment.GetEnvironmentVariable("OBS_APP") is { Length: > 0 } folder ? Path.GetFullPath(Path.Combine(folder, "Observability.App.dll")) : Of("App", "Observability.App.dll");
#pragma warning restore RS0030

    public static string Obs { get; } = Of("Cli", "obs.dll");

    private static string Of(string project, string file)
    {
        DirectoryInfo here = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, file);
    }
}
