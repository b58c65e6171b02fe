namespace Observability.Cli;

/// <summary>The folder of <c>--out</c>, made before the work that is to be written there.</summary>
internal static class OutFolder
{
    /// <exception cref="UsageException">It is a file.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Make(string path)
    {
        if (File.Exists(path))
        {
            throw new UsageException($"obs: --out: expected a folder, {path} is a file");
        }

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--out: the folder {path} cannot be made", e);
        }
    }
}
