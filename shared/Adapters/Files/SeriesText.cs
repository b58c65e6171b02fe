using System.IO.Compression;

namespace Observability.Adapters.Files;

/// <summary>The text of a series in a file, plain or <c>.gz</c>.</summary>
public static class SeriesText
{
    public static StreamReader Open(string path)
    {
        FileStream file = File.OpenRead(path);
        return new(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
    }
}
