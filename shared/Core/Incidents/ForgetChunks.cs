using Observability.Core.Configuration;
using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>Once a month, when the first point of another comes, drops what is older than it is kept, of series that fill a store. Slow ones stay whole.</summary>
internal sealed class ForgetChunks(SeriesStore store)
{
    // From one point to the next of a series that is not kept for ever.
    private static readonly TimeSpan FastStep = TimeSpan.FromHours(6);

    /// <param name="series">As saved, with the chunks that were cut off by it.</param>
    public async Task RunAsync(SubjectSeries series, RetentionSettings keep, CancellationToken cancel)
    {
        foreach (SeriesChunk chunk in series.Chunks.DistinctBy(c => c.Measure))
        {
            if (series.Of(chunk.Measure).JudgedUntil is { } newest && !SeriesCut.SameMonth(chunk.Points[^1].Time, newest) && SeriesStep.Of(chunk.Points) <= FastStep)
            {
                bool money = series.Subject.IsSpend || chunk.Measure.StartsWith(Measures.CostPrefix, StringComparison.Ordinal);
                await store.DropBeforeAsync(series.Subject, chunk.Measure, newest - (money ? keep.Ledger : keep.Runs), cancel).ConfigureAwait(false);
            }
        }
    }
}
