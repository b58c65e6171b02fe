using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Detection;
using Observability.Core.Incidents;
using Observability.Core.Incidents.Judges;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.OpenLineage;
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
using Observability.Core.Telemetry;

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

    /// <summary>Settings that are read again when they change, in place of <see cref="Settings"/> and <see cref="Receivers"/>.</summary>
    public (ISettingsSource Source, LiveSettings Held)? Live { get; init; }

    /// <summary>Where rows about runs, incidents and freshness go as well; null: nowhere.</summary>
    public ITelemetrySink? Telemetry { get; init; }

    /// <summary>Sources that are asked, as the settings say now.</summary>
    public Func<IReadOnlyList<ICollector>> Collectors { get; init; } = () => [];

    /// <summary>Where subjects go that are due to be judged; null: each is judged in turn, in the same order every time.</summary>
    public Func<JudgeShard, IJudgeQueue>? JudgeQueue { get; init; }

    /// <summary>That many random bytes, for keys of our own.</summary>
    public Func<int, byte[]> Random { get; init; } = System.Security.Cryptography.RandomNumberGenerator.GetBytes;
}

/// <summary>The whole service, wired over one store: what a command, a trigger and the local host call.</summary>
public sealed class Service
{
    private readonly DropOldTables _dropOldTables;
    private readonly SendTelemetry? _sendTelemetry;

    public Service(Surroundings around)
    {
        if (around.Live is { Held: { } held })
        {
            around = around with { Settings = () => held.Settings };
        }

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
                .. around.Telemetry is null ? [] : new IKeepFacts[] { new MarkRuns(new(store)) },
            ],
            new RawStore(store),
            Sources,
            time);
        Ingest = new(Keep);
        Events = new(new OpenLineageFormat(), Keep);

        Silences = new(store);
        ListSilences = new(Silences, around.Settings, time);
        ActLinks = new(store, around.Random, time);
        SaveIncident = new(Incidents, new AnnounceIncident(store, Silences, ActLinks, around.Settings, time), DueRows, time);
        Tuning = new(store);
        LearnFromFeedback learn = new(Incidents, Tuning, Series, DueRows, time);
        Act = new(Incidents, SaveIncident, learn, DueRows, time);
        Recommendations = new(store);
        DescribeSubject describe = new(Jobs, Datasets, new AdviceFor(Recommendations, Jobs, Lineage).ForAsync);
        RaiseFindings raise = new(Incidents, SaveIncident, Lineage, describe, around.Settings, time);
        ISeriesJudge[] judges = [new OutcomeJudge(), new ClockJudge(), new ValueJudge(around.Fusion)];
        JudgeOptions judging = new();
        Backtest = new(Series, judges, judging);
        FindSavings = new(new LoadEstate(Ledger, Runs, Jobs, Inventory.Advice, around.Settings), Recommendations, DueRows, around.Settings, time);
        LoadReport = new(Ledger, Runs, Jobs, Incidents, Recommendations, around.Settings, time);
        SendReports = new(store, LoadReport, DueRows, around.Settings, week => DashboardAt is { } at ? new Uri(at, $"api/v1/reports/{week}") : null, time);
        TellSavings tellSavings = new(store, Recommendations, around.Settings, () => DashboardAt is { } at ? new Uri(at, "recommendations") : null, time);
        Slos = new(new SloStore(store), Runs, Outlooks, IncidentLists, Incidents, DueRows, around.Settings, time);
        EstateDays = new(store);
        CountEstate = new(EstateDays, Runs, Outlooks, DueRows, time);
        Collect = new(around.Collectors, CollectorStates, Ingest, Keep, raise, DueRows, time, around.Random);
        Collectors = around.Collectors;
        _dropOldTables = new(store, DueRows, around.Settings, time);
        _sendTelemetry = around.Telemetry is { } sink ? SendTelemetryTo(sink, store, describe) : null;
        JudgeSubject judge = new(Series, Outlooks, judges, raise, Tuning, around.Settings, DueRows, RunningSinceAsync, judging, time);
        JudgeShard = new(DueRows, new DueLeases(store, time), Outlooks, judge, time);
        WhatIsDue = new(
            DueRows,
            [
                judge,
                new TellAgain(Incidents, SaveIncident),
                learn,
                FindSavings,
                SendReports,
                tellSavings,
                _dropOldTables,
                Slos,
                CountEstate,
                .. _sendTelemetry is null ? [] : new IDueWork[] { _sendTelemetry },
                Collect,
            ],
            time,
            around.JudgeQueue?.Invoke(JudgeShard));
        Deliver = new(store, around.Channels, () => around.Live?.Held.Receivers ?? around.Receivers, time);
        Refresh = around.Live is { } live ? new(live.Source, live.Held, store, CollectorStates, raise, time) : null;
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

    /// <summary>What people said of incidents, as it counts for series.</summary>
    public TuningStore Tuning { get; }

    /// <summary>What would have been told of a series.</summary>
    public BacktestSeries Backtest { get; }

    public Catalogue<JobState> Jobs { get; }

    public Catalogue<DatasetState> Datasets { get; }

    public KeepRecords Keep { get; }

    public IngestInput Ingest { get; }

    /// <summary>Takes batches of OpenLineage events from a broker.</summary>
    public KeepEvents Events { get; }

    public DoWhatIsDue WhatIsDue { get; }

    /// <summary>Judges what a message of the queue asks for.</summary>
    public JudgeShard JudgeShard { get; }

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

    /// <summary>Takes up changed settings; null where they cannot change.</summary>
    public RefreshSettings? Refresh { get; }

    public RecommendationStore Recommendations { get; }

    public FindSavings FindSavings { get; }

    public LoadReport LoadReport { get; }

    public SendReports SendReports { get; }

    /// <summary>Reports that were sent, for lists.</summary>
    public SentReports SentReports => new(Store);

    /// <summary>Reminds of what comes by the clock alone; at every start, and harmless more often.</summary>
    public async Task ArmAsync(CancellationToken cancel)
    {
        await FindSavings.ArmAsync(cancel).ConfigureAwait(false);
        await SendReports.ArmAsync(cancel).ConfigureAwait(false);
        await _dropOldTables.ArmAsync(cancel).ConfigureAwait(false);
        await Slos.ArmAsync(cancel).ConfigureAwait(false);
        await CountEstate.ArmAsync(cancel).ConfigureAwait(false);
        await (_sendTelemetry?.ArmAsync(cancel) ?? Task.CompletedTask).ConfigureAwait(false);
        await Collect.ArmAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Writes all index rows again from the facts.</summary>
    public async Task<(long Runs, long Incidents, long Outlooks)> RebuildAsync(CancellationToken cancel) =>
        (await Runs.RebuildAsync(cancel).ConfigureAwait(false), await Incidents.RebuildAsync(cancel).ConfigureAwait(false), await Outlooks.RebuildAsync(Series, cancel).ConfigureAwait(false));

    private SendTelemetry SendTelemetryTo(ITelemetrySink sink, ITableStore store, DescribeSubject describe)
    {
        OwnersForAWhile known = new(describe.OwnerAsync, Time);
        async Task<string?> OwnerAsync(Subject subject, CancellationToken cancel) => Settings().OwnerOf(subject) ?? await known.OfAsync(subject, cancel).ConfigureAwait(false);
        return new(
            new(store),
            new(DueRows, IncidentLists, Outlooks.Troubles, Notifications, Sources, sink),
            new(new(store), Runs, sink, OwnerAsync),
            new(IncidentLists, Incidents, sink),
            new(Outlooks, sink, OwnerAsync),
            DueRows,
            Settings,
            Time);
    }

    private Uri? DashboardAt => Settings().Dashboard.At;

    private async Task<DateTimeOffset?> RunningSinceAsync(Subject job, CancellationToken cancel) =>
        await Jobs.FindAsync(job.Text, cancel).ConfigureAwait(false) is { Last.Value: { State: RunState.Running, MayBeRetry: true } last } ? last.Started : null;
}
