namespace Observability.Infra;

/// <summary>Files of this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = RootAbove(AppContext.BaseDirectory);

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    public static string Text(params string[] path) => File.ReadAllText(At(path)).ReplaceLineEndings("\n");

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "Observability.sln")) ? folder : RootAbove(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}
