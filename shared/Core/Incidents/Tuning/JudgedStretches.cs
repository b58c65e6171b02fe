using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Incidents.Tuning;

/// <summary>What people said of the incidents of one series, row by row.</summary>
/// <param name="Points">All that are stored, in order of time.</param>
/// <param name="Events">Rows (first, last) of what was judged useful, in order, none twice.</param>
/// <param name="Unknown">Rows (first, last) of which nobody said whether they were worth telling: they are neither event nor quiet. All other rows are quiet.</param>
/// <param name="Useful">Ids of the incidents that make events.</param>
/// <param name="Noise">Ids of the incidents whose rows are quiet because people said so.</param>
public sealed record JudgedSeries(
    Subject Subject, string Measure, IReadOnlyList<Point> Points, IReadOnlyList<(int First, int Last)> Events, IReadOnlyList<(int First, int Last)> Unknown,
    IReadOnlyList<string> Useful, IReadOnlyList<string> Noise);

/// <summary>Turns what people said of incidents into labels of the rows of their series. Pure.</summary>
/// <remarks>
/// A row takes the strongest of what speaks of it: useful, noise, unknown, quiet. Unknown are incidents without a word or with words that cancel out, what is not judged yet, and what was unusual
/// without anybody having been told (history that was read in, planned changes, what is too small to matter): a question that nobody was asked has no answer.
/// </remarks>
public static class JudgedStretches
{
    private enum Said : byte
    {
        Quiet,
        Unknown,
        Noise,
        Useful,
    }

    /// <summary>What the newest words of all people come to: the one said by more; null where neither is. Plans say nothing of the detector.</summary>
    public static Feedback? WordOf(Incident incident) => incident.Feedback.Sum(f => f.Says switch { Feedback.Useful => 1, Feedback.Noise => -1, _ => 0 }) switch
    {
        > 0 => Feedback.Useful,
        < 0 => Feedback.Noise,
        _ => null,
    };

    /// <summary>Whether incidents of the series come from its values: not from deadlines, nor from how runs end.</summary>
    public static bool HasValues(Subject subject, string measure) => FindingsOf.KindOf(subject, measure) is not (null or IncidentKind.RunFailed);

    /// <param name="points">In order of time, as they were judged.</param>
    /// <param name="incidents">All that name the subject, judged or not.</param>
    /// <returns>null where nobody said anything of a row that is stored.</returns>
    public static JudgedSeries? Of(Subject subject, string measure, IReadOnlyList<SeriesPoint> points, IEnumerable<Incident> incidents)
    {
        Said[] said = [.. points.Select(p => p.Judgement is null or { Anomalous: true } ? Said.Unknown : Said.Quiet)];
        List<(int First, int Last)> events = [];
        HashSet<string> useful = [], noise = [];
        foreach (Incident incident in incidents)
        {
            Said word = WordFor(incident, subject, measure);
            foreach ((int first, int last) in RowsOf(incident, subject, measure, points))
            {
                for (int i = first; i <= last; i++)
                {
                    said[i] = said[i] > word ? said[i] : word;
                }

                if (word == Said.Useful)
                {
                    events.Add((first, last));
                    useful.Add(incident.Id);
                }
                else if (word == Said.Noise)
                {
                    noise.Add(incident.Id);
                }
            }
        }

        return useful.Count + noise.Count == 0
            ? null
            : new(subject, measure, [.. points.Select(p => new Point(p.Time, p.Value))], Apart(events), Runs(said), [.. useful.Order(StringComparer.Ordinal)], [.. noise.Order(StringComparer.Ordinal)]);
    }

    private static Said WordFor(Incident incident, Subject subject, string measure) => !LearnFromFeedback.SeriesOf(incident).Contains((subject, measure)) ? Said.Unknown : WordOf(incident) switch
    {
        Feedback.Useful => Said.Useful,
        Feedback.Noise => Said.Noise,
        _ => Said.Unknown,
    };

    // From the point that was told of to the last that is out of its band without a break: a point within an event that was told is quieter to the detector, and ends the incident before the event
    // is over. Of an open one, to the newest that was judged. What a day cost is told when it is over.
    private static IEnumerable<(int First, int Last)> RowsOf(Incident incident, Subject subject, string measure, IReadOnlyList<SeriesPoint> points)
    {
        string? kind = FindingsOf.KindOf(subject, measure);
        TimeSpan known = subject.IsSpend ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        foreach (Member member in incident.Members.Where(m => m.Subject == subject && m.Kind == kind))
        {
            DateTimeOffset from = member.Since - known;
            int[] rows = [.. Enumerable.Range(0, points.Count).Where(i => points[i] is { Judgement: not null } p && p.Time >= from && (p.Time == from || !(p.Time >= member.Until - known)))];
            if (rows.Length == 0)
            {
                continue;
            }

            int last = rows[^1];
            while (last + 1 < points.Count && IsOut(points[last + 1]))
            {
                last++;
            }

            yield return (rows[0], last);
        }
    }

    private static bool IsOut(SeriesPoint point) => point.Judgement is { } judged && (judged.Hour ?? point.Value) is var value && (value > judged.Upper || value < judged.Lower);

    // In order; those that share rows are one.
    private static List<(int First, int Last)> Apart(List<(int First, int Last)> events)
    {
        List<(int First, int Last)> apart = [];
        foreach ((int first, int last) in events.Order())
        {
            if (apart.Count > 0 && first <= apart[^1].Last)
            {
                apart[^1] = (apart[^1].First, Math.Max(apart[^1].Last, last));
            }
            else
            {
                apart.Add((first, last));
            }
        }

        return apart;
    }

    private static List<(int First, int Last)> Runs(Said[] said)
    {
        List<(int First, int Last)> runs = [];
        for (int i = 0; i < said.Length; i++)
        {
            if (said[i] != Said.Unknown)
            {
                continue;
            }

            if (i > 0 && said[i - 1] == Said.Unknown)
            {
                runs[^1] = (runs[^1].First, i);
            }
            else
            {
                runs.Add((i, i));
            }
        }

        return runs;
    }
}
