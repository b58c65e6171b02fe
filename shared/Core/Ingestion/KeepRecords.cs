using System.Diagnostics;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion;

/// <summary>What became of some records.</summary>
/// <param name="Problems">One for each rejected record, in order.</param>
public sealed record Kept(long Accepted, long Duplicate, long Rejected, long Ignored, IReadOnlyList<BadInput> Problems)
{
    public static Kept None { get; } = new(0, 0, 0, 0, []);

    public static Kept operator +(Kept a, Kept b) =>
        new(a.Accepted + b.Accepted, a.Duplicate + b.Duplicate, a.Rejected + b.Rejected, a.Ignored + b.Ignored, b.Problems.Count == 0 ? a.Problems : [.. a.Problems, .. b.Problems]);

    public static Kept Add(Kept left, Kept right) => left + right;
}

/// <summary>Keeps a batch of records of one format: the good ones in every pillar that knows their facts, the bad ones as dead letters.</summary>
public sealed class KeepRecords(IReadOnlyList<IKeepFacts> pillars, RawStore raw, SourceStore sources, TimeProvider time)
{
    /// <summary>What this process kept so far.</summary>
    public IngestTotals Totals { get; } = new();

    /// <summary>The record, or what is wrong with it at this time, with its place in the input.</summary>
    /// <param name="source">Name of the input.</param>
    public Record Checked(Record record, string source) => Ahead.Checked(record, source, time.GetUtcNow());

    /// <param name="source">Name of the input that they are from, for the places of problems; empty where it is not known any more.</param>
    public async Task<Kept> RunAsync(string format, IReadOnlyList<Record> records, CancellationToken cancel, string source = "")
    {
        using Activity? span = Instruments.Begin($"keep {format}");
        DateTimeOffset now = time.GetUtcNow();
        records = [.. records.Select(r => Ahead.Checked(r, source.Length > 0 ? source : format, now))];
        Record[] good = [.. records.Where(r => r.Problem is null && r.Ignored is null)];
        (BadInput Problem, ReadOnlyMemory<byte> Bytes)[] bad = [.. records.Where(r => r.Problem is not null).Select(r => (r.Problem!, r.Bytes))];
        await raw.BuryAsync(format, bad, now, cancel).ConfigureAwait(false);
        await raw.KeepAsync(format, good.Select(r => r.Bytes), now, cancel).ConfigureAwait(false);
        FactBatch batch = new(good, now);
        foreach (IKeepFacts pillar in pillars)
        {
            await pillar.KeepAsync(batch, cancel).ConfigureAwait(false);
        }

        long fresh = Enumerable.Range(0, good.Length).Where(batch.IsNew).Sum(i => good[i].Count);
        Kept kept = new(
            fresh,
            good.Sum(r => r.Count) - fresh,
            records.Where(r => r.Problem is not null).Sum(r => r.Count),
            records.Where(r => r.Ignored is not null).Sum(r => r.Count),
            [.. bad.Select(b => b.Problem)]);
        Totals.Add(format, kept);
        Tell(format, kept, span);
        await sources.SawAsync(format, kept, now, cancel).ConfigureAwait(false);
        return kept;
    }

    private static void Tell(string format, Kept kept, Activity? span)
    {
        foreach ((string outcome, long count) in new[] { ("accepted", kept.Accepted), ("duplicate", kept.Duplicate), ("rejected", kept.Rejected), ("ignored", kept.Ignored) })
        {
            Instruments.Records(format, outcome, count);
            span?.SetTag(outcome, count);
        }
    }
}
