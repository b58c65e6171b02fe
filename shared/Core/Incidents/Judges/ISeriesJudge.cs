using Observability.Core.Series;

namespace Observability.Core.Incidents.Judges;

/// <summary>How the points of some measures are judged. Adding a way is one class and one line in the service.</summary>
public interface ISeriesJudge
{
    bool Judges(string measure);

    /// <summary>Whether a state that stands after judged points can be continued; one that cannot is made anew from the points.</summary>
    bool Reads(ReadOnlySpan<byte> state);

    /// <summary>Continues after the state; an empty or unreadable one starts anew.</summary>
    /// <param name="sensitivity">0 to 1; more never alerts less.</param>
    IJudgeSession Resume(ReadOnlySpan<byte> state, double sensitivity);
}

/// <summary>Judging one series, point after point. Holds its state open for speed.</summary>
public interface IJudgeSession
{
    /// <summary>What is said of the next point, decided with what came before it only.</summary>
    /// <param name="learn">False: it is judged, and what is usual stays as it was. Times are learned always: the next is counted from the last.</param>
    Judgement Step(SeriesPoint point, bool learn = true);

    /// <summary>When the next point should come, where the judge knows; asked after each step.</summary>
    (DateTimeOffset? Expected, DateTimeOffset? Deadline) Next { get; }

    /// <summary>What spoke at the last point; asked after each step.</summary>
    Voice Said { get; }

    byte[] Save();
}
