using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Unit.Recommendations;

/// <summary>Small estates, hand-made: 30 days before 1 December 2026, one sub-account.</summary>
internal static class An
{
    public static readonly DateTimeOffset Now = new(2026, 12, 1, 6, 0, 0, TimeSpan.Zero);
    public const string Factory = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf";

    public static DateOnly Day(int back) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-back);

    public static CostItem Item(decimal amount, string resource = Factory, string currency = "USD", string service = "Azure Data Factory", params (string Key, string Value)[] tags) =>
        new(service, resource, resource.Split('/')[^1], "westeurope", "Meter", "Usage", currency, amount, amount, tags.ToDictionary(t => t.Key, t => t.Value));

    public static DayCost Bill(int back, params CostItem[] items) => Bill(back, "s1", "data-prod", true, items);

    public static DayCost Bill(int back, string account, string name, bool complete, params CostItem[] items) => new()
    {
        Day = Day(back),
        BillingAccount = "b",
        SubAccount = account,
        SubAccountName = name,
        AsOf = Now,
        Complete = complete,
        Deliveries = 1,
        Items = items,
    };

    public static IEnumerable<DayCost> Bills(Func<DateOnly, IEnumerable<CostItem>> of, string account = "s1", string name = "data-prod", int days = 30) =>
        Enumerable.Range(1, days).Select(back => Bill(back, account, name, true, [.. of(Day(back))]));

    public static RunSummary Run(int back, double hour, double minutes, RunState state, string job = "load", int attempt = 1, DateTimeOffset? scheduled = null)
    {
        DateTimeOffset start = new DateTimeOffset(Day(back).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(hour);
        return new(Subject.Job("adf", job), $"{job}-{back}-{hour}", state, start, start.AddMinutes(minutes)) { Attempt = attempt, Scheduled = scheduled };
    }

    public static JobState Job(string name = "load", string resource = Factory, string integration = "ADF", string? error = null) => new()
    {
        Job = Subject.Job("adf", name),
        Tags = new(Now, 1, new Dictionary<string, string> { ["resource_id"] = resource, ["team"] = "sales" }),
        Integration = new(Now, 1, integration),
        Last = error is null ? null : new(Now, 1, new("r", RunState.Failed, Now, Now, error)),
    };

    public static Estate Estate(IEnumerable<DayCost> days, IEnumerable<RunSummary>? runs = null, IEnumerable<JobState>? jobs = null) => Core.Recommendations.Estate.Of(
        Now, days, [.. runs ?? []], (jobs ?? [Job()]).ToDictionary(j => j.Job), Settings.Default);
}
