using System.Buffers.Binary;
using System.Numerics;
using Observability.Core.Primitives;

namespace Observability.Adapters.DuckDb;

/// <summary>Names a file by its bytes while DuckDB reads it, at a tenth of the cost of SHA-256.</summary>
/// <remarks>
/// Four CRC-32C (RFC 3720, 2004) over every fourth 8 bytes, and the length, hashed together: a restated bill gets another name. Not made against
/// people who look for collisions; whoever may write bills can as well write wrong ones.
/// </remarks>
internal static class PartHash
{
    private const int ChunkBytes = 1024 * 1024;
    private const int Lanes = 4;
    private const int Word = sizeof(ulong);

    /// <summary>32 hex digits; of nothing when the file cannot be read, which whoever reads it reports.</summary>
    public static Task<string> OfAsync(string path, CancellationToken cancel) => Task.Run(() => Of(path, cancel), cancel);

    private static string Of(string path, CancellationToken cancel)
    {
        Span<uint> lanes = stackalloc uint[Lanes];
        long total = 0;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
            byte[] chunk = new byte[ChunkBytes];
            while (file.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) is int length and > 0)
            {
                cancel.ThrowIfCancellationRequested();
                chunk.AsSpan(length).Clear();
                Add(chunk.AsSpan(0, (length + Lanes * Word - 1) / (Lanes * Word) * (Lanes * Word)), lanes);
                total += length;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            total = 0;
        }

        return ContentHash.Of([total.ToString(), .. lanes.ToArray().Select(lane => lane.ToString())]);
    }

    private static void Add(ReadOnlySpan<byte> bytes, Span<uint> lanes)
    {
        (uint a, uint b, uint c, uint d) = (lanes[0], lanes[1], lanes[2], lanes[3]);
        for (int at = 0; at < bytes.Length; at += Lanes * Word)
        {
            ReadOnlySpan<byte> words = bytes.Slice(at, Lanes * Word);
            a = BitOperations.Crc32C(a, BinaryPrimitives.ReadUInt64LittleEndian(words));
            b = BitOperations.Crc32C(b, BinaryPrimitives.ReadUInt64LittleEndian(words[Word..]));
            c = BitOperations.Crc32C(c, BinaryPrimitives.ReadUInt64LittleEndian(words[(2 * Word)..]));
            d = BitOperations.Crc32C(d, BinaryPrimitives.ReadUInt64LittleEndian(words[(3 * Word)..]));
        }

        (lanes[0], lanes[1], lanes[2], lanes[3]) = (a, b, c, d);
    }
}
