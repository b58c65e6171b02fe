using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Estates;

/// <summary>A made-up history of a month, kept through the service itself: enough for every page to show what it is for.</summary>
public static class SmallEstate
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 30, 0, TimeSpan.Zero);

    private const int Days = 40;
    private const string Account = "made-up-billing-account";

    private static readonly (string Job, string Team, int StartMinute, int Minutes, string[] From, string To)[] Pipelines =
    [
        ("ingest_orders", "sales", 60, 9, ["lake/raw/orders"], "lake/bronze/orders"),
        ("ingest_customers", "sales", 65, 4, ["lake/raw/customers"], "lake/bronze/customers"),
        ("ingest_clicks", "web", 70, 22, ["lake/raw/clicks"], "lake/bronze/clicks"),
        ("clean_orders", "sales", 90, 14, ["lake/bronze/orders"], "lake/silver/orders"),
        ("clean_customers", "sales", 95, 6, ["lake/bronze/customers"], "lake/silver/customers"),
        ("sessionise_clicks", "web", 120, 35, ["lake/bronze/clicks"], "lake/silver/sessions"),
        ("orders_by_customer", "finance", 150, 18, ["lake/silver/orders", "lake/silver/customers"], "warehouse/gold/orders_by_customer"),
        ("revenue_daily", "finance", 180, 7, ["warehouse/gold/orders_by_customer"], "warehouse/gold/revenue_daily"),
        ("churn_features", "science", 200, 41, ["lake/silver/sessions", "lake/silver/customers"], "warehouse/features/churn"),
        ("revenue_report", "finance", 240, 3, ["warehouse/gold/revenue_daily"], "warehouse/reports/revenue"),
        ("export_to_partner", "integrations", 260, 5, ["warehouse/gold/orders_by_customer"], "sftp/partner/orders"),
        ("stock_levels", "logistics", 30, 12, ["erp/stock"], "warehouse/gold/stock_levels"),
    ];

    public static Subject Job(string name) => Subject.Job("airflow-prod", name);

    public static Subject Dataset(string path) => Subject.Dataset(path[..path.IndexOf('/', StringComparison.Ordinal)], path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <summary>An empty service at <see cref="Now"/>.</summary>
    public static Service Empty(ITableStore? store = null, FakeTimeProvider? time = null, Settings? settings = null) =>
        new(new Surroundings { Store = store ?? new MemoryStore(), Time = time ?? new FakeTimeProvider(Now), Settings = () => settings ?? Settings.Default });

    /// <summary>The service with the history: one job failed this morning and what depends on it waits, one is slow, one bill is too high.</summary>
    public static async Task<Service> CreateAsync(ITableStore? store, CancellationToken cancel, Settings? settings = null)
    {
        FakeTimeProvider time = new(Now.AddDays(-Days - 1));
        Service service = Empty(store, time, settings);
        await service.CountEstate.ArmAsync(cancel);
        for (int day = Days; day >= 0; day--)
        {
            DateTimeOffset midnight = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-day);
            DateTimeOffset end = day == 0 ? Now.AddHours(-1) : midnight.AddHours(23);
            foreach (IGrouping<DateTimeOffset, Record> minute in Runs(midnight, day).Concat(Bill(midnight, day)).GroupBy(r => Heard(r, end)).OrderBy(g => g.Key))
            {
                time.SetUtcNow(minute.Key);
                await service.Keep.RunAsync("made-up", [.. minute], cancel);
                await service.WhatIsDue.RunAsync(cancel);
            }

            time.SetUtcNow(end);
            await service.WhatIsDue.RunAsync(cancel);
        }

        time.SetUtcNow(Now);
        await service.WhatIsDue.RunAsync(cancel);
        await RaiseAsync(service, Job("sessionise_clicks"), Measures.Duration, IncidentKind.RunSlow, "web", cancel);
        await RaiseAsync(service, Subject.Spend(("SubAccountId", "sub-data")), Measures.CostIn("USD"), IncidentKind.Spend, "platform", cancel);
        await service.Deliver.RunAsync(cancel);
        foreach (IncidentSummary one in await service.IncidentLists.OpenAsync(cancel))
        {
            if (one.Root == Job("sessionise_clicks"))
            {
                await service.Act.RunAsync(one.Id, new(ActKind.Ack, "Mira", "the cluster was resized, watching it"), cancel);
            }
        }

        return service;
    }

    // What the newest point of a series would say if it alerted; the pages are judged here, not the detector.
    private static async Task RaiseAsync(Service service, Subject subject, string measure, string kind, string owner, CancellationToken cancel)
    {
        SeriesPoint point = (await service.Series.PointsAsync(subject, measure, Now.AddDays(-3), Now, cancel))[^1];
        string unit = Measures.UnitOf(measure);
        Evidence evidence = new()
        {
            Measure = measure,
            Unit = unit,
            Actual = point.Value,
            Expected = point.Judgement?.Expected,
            Lower = point.Judgement?.Lower,
            Upper = point.Judgement?.Upper,
            Score = 0.81,
            LastGood = point.Time.AddDays(-1),
            History = "40 points until 2026-11-21",
            Why = "the value is above what its history explains",
            RunId = point.Ref,
        };
        Finding finding = new(kind, subject, point.Time, true, Severity.Critical, $"{subject.Spoken()} is {Quantity.Text(point.Value, unit)} instead of about {Quantity.Text(point.Judgement?.Expected ?? 0, unit)}", evidence);
        Incident incident = IncidentChange.Open(finding, owner) with
        {
            Impacted = subject.IsJob ? [Dataset("lake/silver/sessions"), Job("churn_features"), Dataset("warehouse/features/churn")] : [],
            Advice = subject.IsSpend ? [new("idle-cluster", "Let the job cluster stop after 15 idle minutes", 412.40m, 290m, 530m, "USD", "databricks clusters edit --json '{\"autotermination_minutes\": 15}'")] : [],
        };
        await service.SaveIncident.RunAsync(incident, null, cancel);
    }

    private static IEnumerable<Record> Runs(DateTimeOffset midnight, int day)
    {
        foreach ((string job, string team, int minute, int minutes, string[] from, string to) in Pipelines)
        {
            // On the last day: the orders fail, and what is built on them does not start.
            bool waits = day == 0 && job is ("clean_orders" or "orders_by_customer" or "revenue_daily" or "revenue_report" or "export_to_partner");
            bool failed = day == 0 && job == "ingest_orders" || day == 12 && job == "churn_features" || day == 23 && job == "stock_levels";
            double wobble = 1 + 0.12 * Math.Sin(day * 1.7 + minute) + 0.05 * Math.Sin(day * 0.9);
            double slow = day == 0 && job == "sessionise_clicks" ? 2.9 : 1;
            DateTimeOffset start = midnight.AddMinutes(minute + Math.Sin(day + minute));
            DateTimeOffset end = start.AddMinutes(minutes * wobble * slow * (failed ? 0.3 : 1));
            string id = $"{job}-{midnight:yyyyMMdd}";
            if (waits)
            {
                continue;
            }

            yield return Of(new RunFact { Job = Job(job), RunId = id, At = start, Event = RunEvent.Started, Id = ContentHash.Of64("start " + id), Started = start, Scheduled = midnight.AddMinutes(minute), Cause = RunCause.Scheduled, Inputs = [.. from.Select(Dataset)] });
            yield return Of(
                new RunFact
                {
                    Job = Job(job),
                    RunId = id,
                    At = end,
                    Event = failed ? RunEvent.Failed : RunEvent.Completed,
                    Id = ContentHash.Of64("end " + id),
                    Ended = end,
                    Error = failed ? "java.io.IOException: 503 Server Busy while reading abfss://raw@lake/orders/part-00017.snappy.parquet\n  at org.apache.hadoop.fs.azurebfs.AbfsClient.read(AbfsClient.java:1182)" : null,
                    Inputs = [.. from.Select(Dataset)],
                    Outputs = failed ? [] : [new(Dataset(to), (long)(100_000 * wobble * minutes), (long)(9_000_000 * wobble * minutes))],
                    Link = $"https://airflow.example.com/dags/{job}/grid",
                },
                new JobFact { Job = Job(job), At = start, Owners = [team], Tags = new Dictionary<string, string> { ["environment"] = "prod" }, Integration = "AIRFLOW", JobType = "TASK", Inputs = [.. from.Select(Dataset)], Outputs = [Dataset(to)] },
                new DatasetFact { Dataset = Dataset(to), At = end, Owners = [team], Columns = new Dictionary<string, string> { ["id"] = "bigint", ["loaded_at"] = "timestamp", ["amount"] = "decimal(18,2)" } });
        }
    }

    private static IEnumerable<Record> Bill(DateTimeOffset midnight, int day)
    {
        DateOnly today = DateOnly.FromDateTime(midnight.UtcDateTime);
        if (day < Days)
        {
            yield return Of(Charges(today.AddDays(-1), "sub-data", "Data platform", "USD", midnight.AddHours(6), day + 1, 1), Charges(today.AddDays(-1), "sub-science", "Data science", "USD", midnight.AddHours(6), day + 1, 0.4m), Charges(today.AddDays(-1), "sub-eu", "EU region", "EUR", midnight.AddHours(6), day + 1, 0.3m));
        }

        if (day == 5)
        {
            yield return Of(Charges(today.AddDays(-3), "sub-data", "Data platform", "USD", midnight.AddHours(8), day + 3, 1.12m));
        }

        if (day == 0)
        {
            yield return Of(Charges(today, "sub-data", "Data platform", "USD", midnight.AddHours(7), 0, 0.31m));
        }
    }

    private static LedgerFact Charges(DateOnly day, string id, string name, string currency, DateTimeOffset asOf, int ago, decimal scale)
    {
        decimal weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.72m : 1;
        decimal wave = (decimal)(1 + 0.04 * Math.Sin(ago * 1.3) + 0.02 * Math.Cos(ago * 0.6));
        decimal spike = ago == 1 && id == "sub-data" ? 3.4m : 1;
        (string Service, decimal Amount)[] services =
        [
            ("Azure Databricks", 214m * spike), ("Storage Accounts", 61m), ("Azure Data Factory v2", 38m), ("Azure Synapse Analytics", 92m), ("Virtual Machines", 71m),
            ("Event Hubs", 12m), ("Log Analytics", 17m), ("Key Vault", 1.2m),
        ];
        return new()
        {
            BillingAccount = Account,
            SubAccount = id,
            SubAccountName = name,
            Day = day,
            Delivery = $"export-{asOf:yyyyMMddHH}",
            Part = id,
            AsOf = asOf,
            Dated = true,
            Charges = 400,
            Lines = [.. services.Select(s => new LedgerLine("Microsoft", s.Service, "Analytics", $"/subscriptions/{id}/{s.Service}", s.Service, "westeurope", "Usage", s.Service, currency, Math.Round(s.Amount * scale * weekend * wave, 4), Math.Round(s.Amount * scale * weekend * wave, 4), 1, "1", new Dictionary<string, string>()))],
        };
    }

    // The minute after its own time, as a service that runs all day hears of it.
    private static DateTimeOffset Heard(Record record, DateTimeOffset end)
    {
        DateTimeOffset at = RecordTime.Of(record)!.Value;
        DateTimeOffset minute = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);
        return minute < end ? minute : end;
    }

    private static Record Of(params Fact[] facts) => new() { Facts = facts };
}
