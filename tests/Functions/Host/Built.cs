namespace Observability.Functions.Host;

/// <summary>Programs of this repository where they were built, in the configuration of this test.</summary>
internal static class Built
{
    public static string Worker { get; } = Of("App", "Observability.App.dll");

    public static string Obs { get; } = Of("Cli", "obs.dll");

    private static string Of(string project, string file)
    {
        DirectoryInfo here = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, file);
    }
}
