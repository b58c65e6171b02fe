using System.Text.Json.Serialization;
using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>How a job or dataset stands, as lists show it: when it came last, when it is expected next, how its newest points look. Derived from its series.</summary>
public sealed record Outlook
{
    /// <summary>Most points that an outlook repeats.</summary>
    public const int Newest = 20;

    public required Subject Subject { get; init; }

    /// <summary>Newest start of a job, newest data of a dataset.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>When the next is most likely to come.</summary>
    public DateTimeOffset? Expected { get; init; }

    /// <summary>From then on silence is unusual; null while nothing was learned.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Since when it is late; null while it is not.</summary>
    public DateTimeOffset? LateSince { get; init; }

    /// <summary>Since when the newest judged run of a job is one that failed; null while it is not. A failure that may still be retried is not judged yet.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What is usual now, with its band: of a job seconds from start to end, of a dataset rows that come at once.</summary>
    public double? Usual { get; init; }

    public double? Lower { get; init; }

    public double? Upper { get; init; }

    /// <summary>Newest values of the same measure, oldest first.</summary>
    public IReadOnlyList<double> Recent { get; init; } = [];

    /// <summary>How the newest runs of a job ended, oldest first; true: failed.</summary>
    public IReadOnlyList<bool> Failed { get; init; } = [];

    /// <summary>Measures in which something is wrong now.</summary>
    public IReadOnlyList<string> Firing { get; init; } = [];

    /// <summary>The outlook of what was loaded; null for a subject that is neither job nor dataset.</summary>
    public static Outlook? Of(SubjectSeries series)
    {
        if (!series.Subject.IsJob && !series.Subject.IsDataset)
        {
            return null;
        }

        SeriesTail clock = series.Of(series.Subject.IsJob ? Measures.Start : Measures.Arrival);
        SeriesTail value = series.Of(series.Subject.IsJob ? Measures.Duration : Measures.Rows);
        Judgement? usual = value.Points.LastOrDefault(p => p.Judgement?.Expected is not null)?.Judgement;
        return new()
        {
            Subject = series.Subject,
            Last = clock.Points.Count > 0 ? clock.Points[^1].Time : clock.JudgedUntil,
            Expected = clock.Expected,
            Deadline = clock.Deadline,
            LateSince = clock.FiringSince,
            FailingSince = NewestJudged(series) is { Value: >= 1 } failure ? series.Of(Measures.Failed).FiringSince ?? failure.Time : null,
            Usual = usual?.Expected,
            Lower = usual?.Lower,
            Upper = usual?.Upper,
            Recent = [.. value.Points.TakeLast(Newest).Select(p => p.Value)],
            Failed = [.. series.Of(Measures.Failed).Points.TakeLast(Newest).Select(p => p.Value >= 1)],
            Firing = [.. series.Tails.Where(t => t.FiringSince is not null).Select(t => t.Measure)],
        };
    }

    /// <summary>Whether <see cref="FailingSince"/> is what it was when the job was last judged: not where the outcome it rests on was restated since, or went into a chunk with history that came in one go.</summary>
    internal static bool FailingIsAsJudged(SubjectSeries series) =>
        NewestJudged(series) is { } newest ? !newest.Restated : series.Of(Measures.Failed).JudgedUntil is null;

    private static SeriesPoint? NewestJudged(SubjectSeries series) => series.Of(Measures.Failed).Points.LastOrDefault(p => p.Judgement is not null);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Outlook))]
internal sealed partial class OutlookJson : JsonSerializerContext;
