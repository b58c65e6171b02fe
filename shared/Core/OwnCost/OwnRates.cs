namespace Observability.Core.OwnCost;

/// <summary>Counts as straight lines: what a tick or a call costs by itself, and what each run or event adds.</summary>
/// <remarks>Through the stretches with the fewest and the most jobs; what is counted is linear in runs but for the first of each, since every request is about one subject.</remarks>
public sealed record OwnRates(
    double TickSeconds, double TickSecondsPerRun, double TickRequests, double TickRequestsPerRun,
    double CallSeconds, double CallSecondsPerEvent, double CallRequests, double CallRequestsPerEvent,
    double AloneSeconds, double AloneRequests, double LogBytesPerDay, double LogBytesPerRun)
{
    public static OwnRates Of(OwnCounts counts)
    {
        OwnStretch few = counts.Stretches.MinBy(s => s.Jobs)!;
        OwnStretch many = counts.Stretches.MaxBy(s => s.Jobs)!;
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
