using Observability.Sample.Running;

namespace Observability.Sample.Billing;

/// <summary>What runs cost: time × the job's hourly rate, by UTC day, in whole millionths of a dollar.</summary>
internal static class RunCost
{
    /// <param name="end">End of the window: what is not over by then has cost no more yet.</param>
    public static IEnumerable<(DateTimeOffset Day, decimal Cost)> ByDay(Run run, DateTimeOffset end)
    {
        DateTimeOffset stop = run.End < end ? run.End : end;
        double rate = run.Job?.HourlyRate ?? 0;
        for (DateTimeOffset from = run.Start; from < stop && rate > 0;)
        {
            DateTimeOffset day = new(from.UtcDateTime.Date, TimeSpan.Zero);
            DateTimeOffset to = day.AddDays(1) < stop ? day.AddDays(1) : stop;
            yield return (day, Math.Round((decimal)((to - from).TotalHours * rate), 6));
            from = to;
        }
    }

    public static decimal Total(Run run, DateTimeOffset end) => ByDay(run, end).Sum(part => part.Cost);
}
