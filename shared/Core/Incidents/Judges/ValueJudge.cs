using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Core.Incidents.Judges;

/// <summary>Values against what the series itself says is usual. Bytes follow rows, so that only rows are judged.</summary>
/// <param name="options">Asked for each session, so that a changed setting counts from the next on.</param>
/// <param name="fusion">Gives the learned stage, on first use; null result: the unlearned fusion alone.</param>
public sealed class ValueJudge(Func<DetectionOptions> options, Func<IFusion?> fusion) : ISeriesJudge
{
    public bool Judges(string measure) => measure is not (Measures.Failed or Measures.Start or Measures.Arrival or Measures.Bytes);

    public IJudgeSession Resume(ReadOnlySpan<byte> state) =>
        new Session(StreamDetector.Resume(DetectorState.FromBytes(state).State ?? DetectorState.Empty, options(), fusion()));

    private sealed class Session(StreamDetector detector) : IJudgeSession
    {
        public (DateTimeOffset? Expected, DateTimeOffset? Deadline) Next => default;

        public Judgement Step(SeriesPoint point)
        {
            Verdict verdict = detector.Judge(new Point(point.Time, point.Value));
            return new((float)verdict.Score, verdict.Kind == VerdictKind.Anomalous, verdict.Alert, verdict.Expected, verdict.Lower, verdict.Upper);
        }

        public byte[] Save() => detector.Save().ToBytes();
    }
}
