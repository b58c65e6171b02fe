namespace Observability.Adapters.Files;

/// <summary>Files of settings and secrets, which are read whole.</summary>
public static class SmallFile
{
    /// <summary>Text of a file; null when it cannot be read.</summary>
    public static string? TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
