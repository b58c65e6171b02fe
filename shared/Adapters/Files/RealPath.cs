namespace Observability.Adapters.Files;

/// <summary>One path for each file, however it is named.</summary>
internal static class RealPath
{
    /// <summary>The full path with every symbolic link on the way resolved; what does not exist stays as named.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        string real = Path.Combine(Of(parent), Path.GetFileName(full));
        try
        {
            return new FileInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : real;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return real;
        }
    }
}
