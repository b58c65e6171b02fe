namespace Observability.Functions;

/// <summary>Files of this repository.</summary>
internal static class Places
{
    public static string InRepository(string path)
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Observability.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? "", path);
    }
}
