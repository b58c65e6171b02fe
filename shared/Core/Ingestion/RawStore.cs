using System.Globalization;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Ingestion;

/// <summary>Accepted records as they came, packed by batch in a table a day; and records that could not be used, one row each, with the reason.</summary>
public sealed class RawStore(ITableStore store)
{
    private const string Raw = "raw";
    private const string Dead = "dead";

    // Room for the packed form in one row, assuming the worst case that nothing compresses.
    private const int BlockBytes = 900 * 1024;

    // Most of a bad record that is kept: enough to see what it is, and within one property.
    private const int DeadBytes = 60 * 1024;

    /// <summary>Keeps the bytes of records; the same batch again writes the same rows.</summary>
    public async Task KeepAsync(string format, IEnumerable<ReadOnlyMemory<byte>> records, DateTimeOffset received, CancellationToken cancel)
    {
        List<byte> block = [];
        foreach (ReadOnlyMemory<byte> record in records.Where(r => r.Length is > 0 and < BlockBytes))
        {
            if (block.Count + record.Length > BlockBytes)
            {
                await FlushAsync(format, block, received, cancel).ConfigureAwait(false);
            }

            block.AddRange(record.Span);
            block.Add((byte)'\n');
        }

        await FlushAsync(format, block, received, cancel).ConfigureAwait(false);
    }

    /// <summary>Keeps records that cannot be used, with place and reason.</summary>
    public Task BuryAsync(string format, IReadOnlyList<(BadInput Problem, ReadOnlyMemory<byte> Bytes)> dead, DateTimeOffset received, CancellationToken cancel) =>
        Task.WhenAll(dead.Chunk(50).Select(some => store.WriteAsync(
            Dead + RunMonth(received),
            KeyCodec.Encode(format),
            [
                .. some.Select(d => (Key: KeyCodec.Join(ContentHash.Of(d.Problem.ToString())), Dead: d)).DistinctBy(d => d.Key).Select(d => new Write.Put(d.Key, new Dictionary<string, object>
                {
                    ["Source"] = Cut(d.Dead.Problem.Source),
                    ["Line"] = d.Dead.Problem.Line,
                    ["Column"] = d.Dead.Problem.Column,
                    ["Field"] = Cut(d.Dead.Problem.Field),
                    ["Problem"] = Cut(d.Dead.Problem.Problem),
                    ["Received"] = received.ToUniversalTime(),
                    ["Bytes"] = d.Dead.Bytes[..Math.Min(d.Dead.Bytes.Length, DeadBytes)].ToArray(),
                })),
            ],
            cancel)));

    private async Task FlushAsync(string format, List<byte> block, DateTimeOffset received, CancellationToken cancel)
    {
        if (block.Count == 0)
        {
            return;
        }

        byte[] bytes = [.. block];
        Dictionary<string, object> values = [];
        Body.Put(values, bytes);
        string table = Raw + received.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await store.WriteAsync(table, KeyCodec.Encode(format), [new Write.Put(ContentHash.Of(bytes), values)], cancel).ConfigureAwait(false);
        block.Clear();
    }

    private static string Cut(string text) => text.Length <= 2000 ? text : text[..2000];

    private static string RunMonth(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);
}
