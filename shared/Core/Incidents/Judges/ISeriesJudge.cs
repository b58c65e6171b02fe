using Observability.Core.Series;

namespace Observability.Core.Incidents.Judges;

/// <summary>How the points of some measures are judged. Adding a way is one class and one line in the service.</summary>
public interface ISeriesJudge
{
    bool Judges(string measure);

    /// <summary>Continues after the state; an empty or unreadable one starts anew.</summary>
    IJudgeSession Resume(ReadOnlySpan<byte> state);
}

/// <summary>Judging one series, point after point. Holds its state open for speed.</summary>
public interface IJudgeSession
{
    /// <summary>What is said of the next point, decided with what came before it only.</summary>
    Judgement Step(SeriesPoint point);

    /// <summary>When the next point should come, where the judge knows; asked after each step.</summary>
    (DateTimeOffset? Expected, DateTimeOffset? Deadline) Next { get; }

    byte[] Save();
}
