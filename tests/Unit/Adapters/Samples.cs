using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Unit.Adapters;

/// <summary>Notifications as they come in a bad week; the golden files show how each looks in each channel.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Six = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    public static readonly Advice Fix = new(
        "failed-run-waste", "Stop retrying load_orders on a schema error", 412.5m, 290m, 540m, "EUR",
        "az datafactory trigger stop --factory-name adf-sales --name load_orders_hourly -g rg-data");

    public static Incident Failed { get; } = new()
    {
        Id = "202611-9f3c2a71",
        Kind = IncidentKind.RunFailed,
        Severity = Severity.Critical,
        Root = Subject.Job("adf-sales", "load_orders"),
        Title = "load_orders failed",
        Opened = Six,
        Owner = "sales-data",
        Revision = 3,
        Members =
        [
            new(Subject.Job("adf-sales", "load_orders"), IncidentKind.RunFailed, "load_orders failed", Six),
            .. new[] { "orders_clean", "orders_daily", "revenue_mart", "finance_close", "churn_features", "exec_dashboard" }
                .Select(n => new Member(Subject.Dataset("lake", n), IncidentKind.DatasetStale, n + " has no new data", Six.AddHours(1))),
        ],
        Impacted = [Subject.Dataset("lake", "forecast"), Subject.Job("powerbi", "sales_overview")],
        Evidence = new()
        {
            Measure = "failed",
            Actual = 1,
            Expected = 0,
            Why = "a run failed and none after it went well",
            History = "412 points until 2026-11-23 05:00 UTC",
            LastGood = Six.AddHours(-1),
            Error = "ParquetSchemaMismatch: column amount is DECIMAL(18,2), expected DOUBLE\n  at Reader.Open(part-0001.parquet)",
            Link = "https://adf.azure.com/en/monitoring/pipelineruns/5f1c?factory=%2Fsubscriptions%2F1",
        },
        Advice = [Fix],
    };

    public static Incident Spend { get; } = new()
    {
        Id = "202611-44d10b02",
        Kind = IncidentKind.Spend,
        Severity = Severity.Warning,
        Root = Subject.Spend(("ServiceName", "Azure Databricks"), ("SubAccountName", "analytics-prod")),
        Title = "Azure Databricks in analytics-prod cost 1,912.40 EUR on 2026-11-22 instead of about 610.00 EUR",
        Opened = Six.AddHours(-6),
        Owner = "platform",
        Evidence = new()
        {
            Measure = "cost",
            Unit = "EUR",
            Actual = 1912.4,
            Expected = 610,
            Lower = 540,
            Upper = 690,
            Why = "a spike: the day's cost is above what its history explains",
            Shape = "spike",
            Part = "its distance from what is usual at this time",
            History = "60 points until 2026-11-22 00:00 UTC",
        },
        Advice = [new("idle-cluster", "Let cluster nightly-etl stop after 20 idle minutes", 1240m, 980m, 1500m, "EUR", "databricks clusters edit --cluster-id 1122-etl --autotermination-minutes 20")],
    };

    public static Notification Opened { get; } = Of(Failed, NotificationReason.Opened, 0.2);

    public static Notification Worse { get; } = Of(Failed, NotificationReason.Worse, 1.5) with { Change = "warning became critical" };

    public static Notification Resolved { get; } = Of(
        Failed with { State = IncidentState.Resolved, Closed = Six.AddHours(2.5) }, NotificationReason.Resolved, 2.5);

    public static Notification Money { get; } = Of(Spend, NotificationReason.Opened, 0.1);

    /// <summary>Datasets in a lake, whose names have no place to break.</summary>
    public static Notification Lake { get; } = Of(
        new()
        {
            Id = "202611-5d0c77aa",
            Kind = IncidentKind.DatasetStale,
            Severity = Severity.Warning,
            Root = InLake("curated/finance/accounts_receivable/daily_snapshot/v3"),
            Title = InLake("curated/finance/accounts_receivable/daily_snapshot/v3").Spoken() + " has no new data",
            Opened = Six,
            Owner = "finance-data",
            Impacted = [InLake("serving/finance/dashboards/open_items_by_customer"), Subject.Job("adf-finance-production-westeurope", "load_open_items_by_customer_and_ageing_bucket")],
            Evidence = new() { Measure = "arrival", Why = "data usually came by now: " + InLake("curated/finance/accounts_receivable/daily_snapshot/v3").Name, ExpectedBy = Six.AddHours(-1), History = "412 points until 2026-11-22 05:00 UTC" },
        },
        NotificationReason.Opened,
        0.5);

    /// <summary>Names that try to be a link, bold, a mention, a template, code, and to run backwards.</summary>
    public static Notification Hostile { get; } = Of(
        Failed with
        {
            Title = "[click](javascript:alert(1)) **x** _y_ `z` <!channel> <@U1> <script>alert(1)</script> {{DATE(2026-01-01T00:00:00Z)}} \u202Egnp.exe failed",
            Owner = "<at>everyone</at> # a\r\nb",
            Impacted = [Subject.Dataset("", "<https://evil.test|bank>")],
            Evidence = Failed.Evidence with { Link = "javascript:alert(1)", Error = "Login failed: AccountKey=SecretSecret123456== for kim.private@example.com" },
        },
        NotificationReason.Repeated,
        13);

    public static Notification Report { get; } = new()
    {
        Id = DeliveryId.Of("report/estate/2026-W47", 0, "a"),
        Receiver = "a",
        Reason = NotificationReason.Report,
        Created = Six,
        Digest = new(
            "Week 47: 18,420 EUR, 6 % more than the week before", "2026-W47", "Two pipelines failed, both are well again. One spend incident is still open.",
            [("Cost", "18,420.10 EUR (+6.1 %)"), ("Incidents", "3 opened, 2 resolved, 1 open"), ("Could be saved", "1,652 EUR a month")],
            [Fix, Spend.Advice[0]], [Failed.Root], "https://obs.example.com/reports/2026-W47"),
    };

    public static IEnumerable<(string Name, Notification Notification)> All =>
        [("opened", Opened), ("worse", Worse), ("resolved", Resolved), ("spend", Money), ("lake", Lake), ("report", Report), ("hostile", Hostile)];

    private static Subject InLake(string path) => Subject.Dataset("abfss://lakehouse@contosofinanceprodwesteurope.dfs.core.windows.net", path);

    private static Notification Of(Incident incident, NotificationReason reason, double hours) => new()
    {
        Id = DeliveryId.Of(incident.Id, incident.Revision, "a"),
        Receiver = "a",
        Reason = reason,
        Created = Six.AddHours(hours),
        Revision = incident.Revision,
        Incident = incident,
        Page = incident.Kind == IncidentKind.Spend ? null : new("https://obs.example.com/a/MjAyNjExLTlmM2MyYTcx.x4Tq"),
    };
}
