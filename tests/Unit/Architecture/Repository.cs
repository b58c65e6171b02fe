namespace Observability.Unit.Architecture;

/// <summary>The source files of this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = RootAbove(AppContext.BaseDirectory);

    /// <summary>Every source file with its path below <see cref="Root"/>, in order.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Files(string under, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, under), "*", SearchOption.AllDirectories)
            .Where(f => extensions.Contains(Path.GetExtension(f)) && !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllLines(f)));

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "Observability.sln")) ? folder : RootAbove(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!);
}
