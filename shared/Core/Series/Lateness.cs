namespace Observability.Core.Series;

/// <summary>How long after its own time a point of a source is heard of.</summary>
public static class Lateness
{
    private const int Memory = 8;

    /// <summary>
    /// lateness ← max(lag, lateness − (lateness − lag) / 8): a longer lag counts at once, a shorter one by and by. A lag of a step or more is history that was read in, and says nothing.
    /// </summary>
    /// <param name="known">So far.</param>
    /// <param name="lag">From the time of a new point to when it was heard of.</param>
    /// <param name="step">From the point before to when this one was expected; null while that is not known.</param>
    public static TimeSpan After(TimeSpan known, TimeSpan lag, TimeSpan? step)
    {
        if (step is not { } most || lag >= most || lag < TimeSpan.Zero)
        {
            return known;
        }

        TimeSpan faded = known - ((known - lag) / Memory);
        return lag > faded ? lag : faded;
    }
}
