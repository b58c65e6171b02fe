using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Core.Incidents.Judges;

/// <summary>Values against what the series itself says is usual, point by point and, where points come fast, hour by hour. Bytes follow rows, so that only rows are judged.</summary>
/// <param name="fusion">Gives the learned stage, on first use; null result: the unlearned fusion alone.</param>
public sealed class ValueJudge(Func<IFusion?> fusion) : ISeriesJudge
{
    public bool Judges(string measure) => measure is not (Measures.Failed or Measures.Start or Measures.Arrival or Measures.Bytes);

    public bool Reads(ReadOnlySpan<byte> state) => state.Length > 0 && HourState.Read(state, out _, out ReadOnlySpan<byte> points) is not null && (points.IsEmpty || DetectorState.WhyNot(points) is null);

    public IJudgeSession Resume(ReadOnlySpan<byte> state, double sensitivity)
    {
        HourState? read = HourState.Read(state, out ReadOnlySpan<byte> hours, out ReadOnlySpan<byte> points);
        return read is null ? new Session(new(), [], [], new() { Sensitivity = sensitivity }, fusion()) : new Session(read, hours, points, new() { Sensitivity = sensitivity }, fusion());
    }

    private sealed class Session : IJudgeSession
    {
        private readonly DetectionOptions _options;
        private readonly IFusion? _fusion;
        private readonly HourWatch _hours;
        private StreamDetector _points;
        private DateTimeOffset _last;

        public Session(HourState state, ReadOnlySpan<byte> hours, ReadOnlySpan<byte> points, DetectionOptions options, IFusion? fusion)
        {
            (_options, _fusion) = (options, fusion);
            _points = StreamDetector.Resume(points, options, fusion);
            _hours = new(state, hours, options, fusion);
        }

        public (DateTimeOffset? Expected, DateTimeOffset? Deadline) Next => _last != default && _points.SilentAfter is { } silent ? (_last + _points.UsualStep, _last + silent) : default;

        public Voice Said { get; private set; }

        public Judgement Step(SeriesPoint point, bool learn = true)
        {
            Point judged = new(point.Time, point.Value);
            DetectorState? before = learn ? null : _points.Save();
            Verdict verdict = _points.Judge(judged);
            Said = SaidOf(verdict);
            _last = point.Time;
            if (before is not null)
            {
                _points = StreamDetector.Resume(SkipPoint.After(before, judged), _options, _fusion);
            }

            Judgement alone = new((float)verdict.Score, verdict.Kind == VerdictKind.Anomalous, verdict.Alert, verdict.Expected, verdict.Lower, verdict.Upper);
            Judgement said = _hours.Step(judged, alone, learn);
            Said = said.Hour is null || Said.ByItself ? Said : _hours.Said;
            return said;
        }

        private Voice SaidOf(in Verdict verdict) => verdict.AloneShape switch
        {
            AnomalyShape.FlatLine when verdict.Alone >= 1 - _options.Sensitivity => new(AnomalyShape.FlatLine, DetectionPart.Flat) { ByItself = true, Run = _points.Run },
            AnomalyShape.Missing when verdict.Alone >= 1 - _options.Sensitivity => new(AnomalyShape.Missing, DetectionPart.Gap) { ByItself = true, Step = _points.UsualStep },
            _ => new(verdict.Shape, verdict.Part),
        };

        public byte[] Save() => _hours.Save(_points);
    }
}
