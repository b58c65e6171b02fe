using Observability.Core.Primitives;

namespace Observability.Core.Freshness;

/// <summary>The deadline after one update of one dataset, or the problem of a row.</summary>
public readonly record struct DatasetDeadline(string Dataset, FreshnessVerdict Verdict, BadInput? Problem);

/// <summary>Reads a file of updates and says after each of them when the next is due, with nothing later known.</summary>
public static class LearnFreshness
{
    /// <summary>One answer a row, in the order of the file; datasets may be mixed.</summary>
    public static IEnumerable<DatasetDeadline> Run(TextReader text, string source, TimeZoneInfo? zone = null)
    {
        Dictionary<string, FreshnessState> states = new(StringComparer.Ordinal);
        foreach (UpdateRow row in UpdatesCsv.Read(text, source))
        {
            if (row.Problem is not null)
            {
                yield return new(row.Dataset, default, row.Problem);
                continue;
            }

            (FreshnessState next, FreshnessVerdict verdict) = FreshnessClock.Step(states.GetValueOrDefault(row.Dataset, FreshnessState.Empty), row.Time, zone);
            states[row.Dataset] = next;
            yield return new(row.Dataset, verdict, null);
        }
    }
}
