using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Incidents;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Reports;

namespace Observability.Unit.Reports;

/// <summary>A small estate in 2026-W47: two sub-accounts, two jobs, an incident, a recommendation.</summary>
internal static class Made
{
    public const string Resource = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf";

    public static readonly ReportWeek Week = ReportWeek.Parse("2026-W47")!.Value;

    public static readonly DateTimeOffset Now = Week.End.AddHours(8);

    /// <summary>Five weeks at 100 USD a day, and 60 more for a new service on the Wednesday of the week.</summary>
    public static ReportFacts Facts() => new()
    {
        Week = Week,
        Now = Now,
        Days = [.. Enumerable.Range(0, 35).SelectMany(i => Bills(Week.Monday.AddDays(i - 28)))],
        Runs = [.. Enumerable.Range(-7, 14).SelectMany(Runs)],
        Jobs = new Dictionary<Subject, JobState> { [Load] = Job(Load, "sales", "no such column: net"), [Export] = Job(Export, "ops", null) },
        Incidents =
        [
            new()
            {
                Id = "202611-aaaaaaaaaaaa", Kind = IncidentKind.DatasetStale, Severity = Severity.Critical, Root = new("dataset:gold/orders"), Title = "gold/orders is stale", Opened = Week.Begin.AddDays(5),
                Owner = "sales", Evidence = new() { Why = "no update" }, Members = [new(new("dataset:gold/orders"), IncidentKind.DatasetStale, "stale", Week.Begin.AddDays(5))],
            },
            new()
            {
                Id = "202611-bbbbbbbbbbbb", Kind = IncidentKind.Spend, Severity = Severity.Warning, Root = new("spend:SubAccountId=s1,ServiceName=Databricks"), Title = "Databricks cost 60.00 USD, expected 0.00",
                Opened = Week.Begin.AddDays(2), Closed = Week.Begin.AddDays(3), State = IncidentState.Resolved, Evidence = new() { Why = "new" },
            },
        ],
        Recommendations =
        [
            new()
            {
                Rule = "failed-run-waste", Resource = Load.Text, Title = "Failed runs of adf/load: fail early, and fix what fails", Saving = new(35m, 20m, 60m, "USD"), Confidence = 0.7,
                Evidence = ["7 of 37 runs failed"], Fix = "az datafactory pipeline update", Undo = "az datafactory pipeline update --pipeline @before.json", Owner = "sales",
            },
            new()
            {
                Rule = "retry-waste", Resource = Load.Text, Title = "Retries of adf/load: make the first attempt succeed", Saving = new(10m, 5m, 20m, "USD"), Confidence = 0.7, Evidence = [], Fix = "x", Undo = "y",
            },
        ],
        Settings = Settings.Default,
    };

    public static readonly Subject Load = Subject.Job("adf", "load");

    public static readonly Subject Export = Subject.Job("adf", "export");

    public static CostItem Item(decimal amount, string service, string resource, string team, string currency = "USD") =>
        new(service, resource, resource.Split('/')[^1], "westeurope", "Meter", "Usage", currency, amount, amount, new Dictionary<string, string> { ["team"] = team });

    public static DayCost Bill(DateOnly day, string account, string name, params CostItem[] items) => new()
    {
        Day = day,
        BillingAccount = "b1",
        SubAccount = account,
        SubAccountName = name,
        AsOf = new(day.AddDays(2).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        Complete = true,
        Deliveries = 1,
        Items = items,
    };

    private static IEnumerable<DayCost> Bills(DateOnly day)
    {
        CostItem[] extra = day == Week.Monday.AddDays(2) ? [Item(60m, "Databricks", "/x/new-cluster", "sales")] : [];
        yield return Bill(day, "s1", "data-prod", [Item(70m, "Azure Data Factory", Resource, "sales"), Item(1.5m, "Storage", "/x/lake", "ops", "EUR"), .. extra]);
        yield return Bill(day, "s2", "data-dev", Item(30m, "Virtual Machines", "/x/vm", "ops"));
    }

    private static IEnumerable<RunSummary> Runs(int day)
    {
        DateTimeOffset start = Week.Begin.AddDays(day).AddHours(2);
        yield return new(Load, $"l{day}", RunState.Succeeded, start, start.AddHours(1));
        if (day is 1 or 3)
        {
            yield return new(Load, $"f{day}", RunState.Failed, start.AddHours(-1), start);
        }

        yield return new(Export, $"e{day}", RunState.Succeeded, start, start.AddMinutes(5));
    }

    private static JobState Job(Subject job, string team, string? error) => new()
    {
        Job = job,
        Tags = new(Now, 1, new Dictionary<string, string> { ["resource_id"] = job == Load ? Resource : "/none", ["team"] = team }),
        Last = error is null ? null : new(Now, 1, new("f3", RunState.Failed, Now, Now, error)),
    };
}
