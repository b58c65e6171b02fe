using Observability.Core.Freshness;
using Observability.Core.Series;

namespace Observability.Core.Incidents.Judges;

/// <summary>Times at which runs start and data arrives: learns when the next is due.</summary>
public sealed class ClockJudge : ISeriesJudge
{
    public bool Judges(string measure) => measure is Measures.Start or Measures.Arrival;

    public bool Reads(ReadOnlySpan<byte> state) => FreshnessState.WhyNot(state) is null;

    public IJudgeSession Resume(ReadOnlySpan<byte> state, double sensitivity) => new Session(FreshnessState.FromBytes(state).State ?? FreshnessState.Empty);

    private sealed class Session(FreshnessState state) : IJudgeSession
    {
        private FreshnessState _state = state;

        public (DateTimeOffset? Expected, DateTimeOffset? Deadline) Next { get; private set; }

        public Voice Said => default;

        public Judgement Step(SeriesPoint point, bool learn = true)
        {
            (_state, FreshnessVerdict verdict) = FreshnessClock.Step(_state, point.Time);
            if (verdict.Deadline is not null || Next.Deadline is null)
            {
                Next = (verdict.Expected, verdict.Deadline);
            }

            return default;
        }

        public byte[] Save() => _state.ToBytes();
    }
}
