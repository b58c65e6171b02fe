using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Detection;
using Observability.Core.Incidents;
using Observability.Core.Incidents.Judges;
using Observability.Core.Ingestion;
using Observability.Core.Inventory;
using Observability.Core.Lineage;
using Observability.Core.Notifications;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;
using Observability.Core.Reports;
using Observability.Core.Series;
using Observability.Core.Slos;
using Observability.Core.Storage;

namespace Observability.Core;

/// <summary>What the service needs from outside to run.</summary>
public sealed record Surroundings
{
    /// <summary>Where state is kept; the limits are enforced above it here.</summary>
    public required ITableStore Store { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>The settings that hold now.</summary>
    public Func<Settings> Settings { get; init; } = () => Configuration.Settings.Default;

    /// <summary>The learned stage of the detector, loaded on first use; null result: the unlearned fusion alone.</summary>
    public Func<IFusion?> Fusion { get; init; } = () => null;

    public IReadOnlyList<IChannel> Channels { get; init; } = [];

    /// <summary>Where notifications go, with secrets resolved.</summary>
    public IReadOnlyList<Receiver> Receivers { get; init; } = [];

    /// <summary>Sources that are asked, as the settings say now.</summary>
    public Func<IReadOnlyList<ICollector>> Collectors { get; init; } = () => [];

    /// <summary>That many random bytes, for keys of our own.</summary>
    public Func<int, byte[]> Random { get; init; } = System.Security.Cryptography.RandomNumberGenerator.GetBytes;
}

/// <summary>The whole service, wired over one store: what a command, a trigger and the local host call.</summary>
public sealed class Service
{
    private readonly DropOldTables _dropOldTables;

    public Service(Surroundings around)
    {
        LimitedStore store = new(around.Store);
        TimeProvider time = around.Time;
        Store = store;
        Time = time;
        Settings = around.Settings;
        DueRows = new(store);
        Series = new(store);
        Outlooks = new(store);
        Runs = new(store);
        Lineage = new(store);
        Ledger = new(store);
        Incidents = new(store);
        Jobs = new(store, "jobs", PipelinesJson.Default.JobState, j => j.Job.Text, JobState.Join);
        Datasets = new(store, "datasets", PipelinesJson.Default.DatasetState, d => d.Dataset.Text, DatasetState.Join);

        Sources = new(store);
        Inventory = new(store);
        CollectorStates = new(store);
        AppendPoints append = new(Series);
        Keep = new(
            [
                new KeepLineage(Lineage),
                new KeepDescriptions(Jobs, Datasets, append, DueRows),
                new KeepPoints(append, DueRows),
                new KeepInventory(Inventory),
                new KeepCharges(Ledger, append, DueRows),
                new KeepRuns(Runs, Jobs, Datasets, append, DueRows),
            ],
            new RawStore(store),
            Sources,
            time);
        Ingest = new(Keep);

        Silences = new(store);
        ListSilences = new(Silences, around.Settings, time);
        ActLinks = new(store, around.Random, time);
        SaveIncident = new(Incidents, new AnnounceIncident(store, Silences, ActLinks, around.Settings, time), DueRows);
        Act = new(Incidents, SaveIncident, time);
        Recommendations = new(store);
        DescribeSubject describe = new(Jobs, Datasets, new AdviceFor(Recommendations, Jobs, Lineage).ForAsync);
        RaiseFindings raise = new(Incidents, SaveIncident, Lineage, describe, around.Settings, time);
        ISeriesJudge[] judges = [new OutcomeJudge(), new ClockJudge(), new ValueJudge(() => new() { Sensitivity = (double)around.Settings().Detection.Sensitivity }, around.Fusion)];
        FindSavings = new(new LoadEstate(Ledger, Runs, Jobs, Inventory.Advice, around.Settings), Recommendations, DueRows, around.Settings, time);
        LoadReport = new(Ledger, Runs, Jobs, Incidents, Recommendations, around.Settings, time);
        SendReports = new(store, LoadReport, DueRows, around.Settings, week => DashboardAt is { } at ? new Uri(at, $"api/v1/reports/{week}") : null, time);
        TellSavings tellSavings = new(store, Recommendations, around.Settings, () => DashboardAt is { } at ? new Uri(at, "recommendations") : null, time);
        Slos = new(new SloStore(store), Runs, Outlooks, IncidentLists, Incidents, DueRows, around.Settings, time);
        EstateDays = new(store);
        CountEstate = new(EstateDays, Runs, Outlooks, DueRows, time);
        Collect = new(around.Collectors, CollectorStates, Ingest, raise, DueRows, time, around.Random);
        Collectors = around.Collectors;
        _dropOldTables = new(store, DueRows, around.Settings, time);
        WhatIsDue = new(
            DueRows,
            [
                new JudgeSubject(Series, Outlooks, judges, raise, DueRows, RunningSinceAsync, new JudgeOptions(), time),
                new TellAgain(Incidents, SaveIncident),
                FindSavings,
                SendReports,
                tellSavings,
                _dropOldTables,
                Slos,
                CountEstate,
                Collect,
            ],
            time);
        Deliver = new(store, around.Channels, around.Receivers, time);
    }

    public ITableStore Store { get; }

    public TimeProvider Time { get; }

    public Func<Settings> Settings { get; }

    public DueRows DueRows { get; }

    public SeriesStore Series { get; }

    /// <summary>How each job and dataset stands, for lists.</summary>
    public OutlookStore Outlooks { get; }

    public RunStore Runs { get; }

    public LineageStore Lineage { get; }

    public LedgerStore Ledger { get; }

    public IncidentStore Incidents { get; }

    public SaveIncident SaveIncident { get; }

    /// <summary>What people do about incidents.</summary>
    public ActOnIncident Act { get; }

    public Catalogue<JobState> Jobs { get; }

    public Catalogue<DatasetState> Datasets { get; }

    public KeepRecords Keep { get; }

    public IngestInput Ingest { get; }

    public DoWhatIsDue WhatIsDue { get; }

    public DeliverDue Deliver { get; }

    /// <summary>Incidents for lists.</summary>
    public ListIncidents IncidentLists => new(Store);

    /// <summary>Messages for lists.</summary>
    public ListNotifications Notifications => new(Store, Time);

    public SilenceStore Silences { get; }

    /// <summary>Silences of the settings and those asked for.</summary>
    public ListSilences ListSilences { get; }

    /// <summary>Tokens in the links of messages.</summary>
    public ActLinks ActLinks { get; }

    /// <summary>How objectives stand.</summary>
    public CountSlos Slos { get; }

    /// <summary>What the estate was and did, day by day.</summary>
    public EstateStore EstateDays { get; }

    public CountEstate CountEstate { get; }

    /// <summary>When each format came last.</summary>
    public SourceStore Sources { get; }

    /// <summary>What the clouds have, and what they advise.</summary>
    public InventoryStore Inventory { get; }

    /// <summary>Sources that are asked, as the settings say now.</summary>
    public Func<IReadOnlyList<ICollector>> Collectors { get; }

    /// <summary>How far each of them is.</summary>
    public CollectorStore CollectorStates { get; }

    public CollectSource Collect { get; }

    public RecommendationStore Recommendations { get; }

    public FindSavings FindSavings { get; }

    public LoadReport LoadReport { get; }

    public SendReports SendReports { get; }

    /// <summary>Reminds of what comes by the clock alone; at every start, and harmless more often.</summary>
    public async Task ArmAsync(CancellationToken cancel)
    {
        await FindSavings.ArmAsync(cancel).ConfigureAwait(false);
        await SendReports.ArmAsync(cancel).ConfigureAwait(false);
        await _dropOldTables.ArmAsync(cancel).ConfigureAwait(false);
        await Slos.ArmAsync(cancel).ConfigureAwait(false);
        await CountEstate.ArmAsync(cancel).ConfigureAwait(false);
        await Collect.ArmAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Writes all index rows again from the facts.</summary>
    public async Task<(long Runs, long Incidents, long Outlooks)> RebuildAsync(CancellationToken cancel) =>
        (await Runs.RebuildAsync(cancel).ConfigureAwait(false), await Incidents.RebuildAsync(cancel).ConfigureAwait(false), await Outlooks.RebuildAsync(Series, cancel).ConfigureAwait(false));

    private Uri? DashboardAt => Settings().Dashboard.At;

    private async Task<DateTimeOffset?> RunningSinceAsync(Subject job, CancellationToken cancel) =>
        await Jobs.FindAsync(job.Text, cancel).ConfigureAwait(false) is { Last.Value: { State: RunState.Running, MayBeRetry: true } last } ? last.Started : null;
}
