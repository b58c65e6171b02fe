namespace Observability.App.Hosting;

/// <summary>What the process reads of its surroundings for secrets.</summary>
internal static class Surrounding
{
#pragma warning disable RS0030 // This is the composition root.
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030

    /// <summary>Text of a file; null when it cannot be read.</summary>
    public static string? FileText(string path)
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
