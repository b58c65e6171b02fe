namespace Observability.Core.OwnCost;

/// <summary>Counts as straight lines: what a tick or a call costs by itself, and what each run or event adds.</summary>
/// <remarks>Through the two stretches between which the estate lies: what many runs share (a batch, a reminder, a page) grows slower than they do.</remarks>
public sealed record OwnRates(
    double TickSeconds, double TickSecondsPerRun, double TickRequests, double TickRequestsPerRun,
    double CallSeconds, double CallSecondsPerEvent, double CallRequests, double CallRequestsPerEvent,
    double AloneSeconds, double AloneRequests, double LogBytesPerDay, double LogBytesPerRun)
{
    /// <param name="jobs">Of the estate.</param>
    public static OwnRates Of(OwnCounts counts, int jobs)
    {
        (OwnStretch few, OwnStretch many) = counts.Around(jobs);
        (double Base, double Slope) Line(Func<OwnStretch, double> x, Func<OwnStretch, double> y)
        {
            double slope = (y(many) - y(few)) / (x(many) - x(few));
            return (Math.Max(0, y(few) - (slope * x(few))), slope);
        }

        var tickSeconds = Line(s => (double)s.Runs / s.Ticks, s => s.TickSeconds / s.Ticks);
        var tickRequests = Line(s => (double)s.Runs / s.Ticks, s => (double)s.TickRequests / s.Ticks);
        var callSeconds = Line(s => (double)s.Events / s.Calls, s => s.CallSeconds / s.Calls);
        var callRequests = Line(s => (double)s.Events / s.Calls, s => (double)s.CallRequests / s.Calls);
        var logBytes = Line(s => 24 * s.Runs / s.Hours, s => 24 * s.LogBytes / s.Hours);
        return new(
            tickSeconds.Base, tickSeconds.Slope, tickRequests.Base, tickRequests.Slope, callSeconds.Base, callSeconds.Slope, callRequests.Base, callRequests.Slope,
            counts.OneByOne.CallSeconds / counts.OneByOne.Calls, (double)counts.OneByOne.CallRequests / counts.OneByOne.Calls, logBytes.Base, logBytes.Slope);
    }
}
