using Observability.Core.Series;

namespace Observability.Core.Incidents.Judges;

/// <summary>Runs that failed: nothing is to be learned, a failure is one.</summary>
public sealed class OutcomeJudge : ISeriesJudge, IJudgeSession
{
    public (DateTimeOffset? Expected, DateTimeOffset? Deadline) Next => default;

    public Voice Said => default;

    public bool Judges(string measure) => measure == Measures.Failed;

    public bool Reads(ReadOnlySpan<byte> state) => true;

    public IJudgeSession Resume(ReadOnlySpan<byte> state, double sensitivity) => this;

    public Judgement Step(SeriesPoint point, bool learn = true) => new(point.Value >= 1 ? 1 : 0, point.Value >= 1, point.Value >= 1, null, null, null);

    public byte[] Save() => [];
}
