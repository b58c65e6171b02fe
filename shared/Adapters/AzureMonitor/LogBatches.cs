using System.IO.Compression;

namespace Observability.Adapters.AzureMonitor;

/// <summary>Rows as bodies of calls.</summary>
internal static class LogBatches
{
    /// <summary>Most bytes of a call before compression. Azure Monitor takes 1 MB, and counts both forms.</summary>
    public const int MostBytes = 1_000_000;

    /// <summary>How many rows, from <paramref name="from"/> on, fit into one call; at least one, even where that alone does not fit.</summary>
    public static int Fitting(IReadOnlyList<ReadOnlyMemory<byte>> rows, int from)
    {
        long bytes = "[]".Length;
        int count = 0;
        while (from + count < rows.Count && (bytes += rows[from + count].Length + 1) <= MostBytes)
        {
            count++;
        }

        return Math.Max(1, count);
    }

    /// <summary>A JSON array of the rows, compressed with gzip.</summary>
    public static byte[] Body(IReadOnlyList<ReadOnlyMemory<byte>> rows, int from, int count)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            for (int i = 0; i < count; i++)
            {
                gzip.WriteByte(i == 0 ? (byte)'[' : (byte)',');
                gzip.Write(rows[from + i].Span);
            }

            gzip.WriteByte((byte)']');
        }

        return packed.ToArray();
    }
}
