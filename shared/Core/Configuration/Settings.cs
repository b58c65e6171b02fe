using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>What observability.yaml says. Every default is what runs without a file: incidents go to the console.</summary>
public sealed record Settings
{
    /// <summary>What applies when there is no file.</summary>
    public static Settings Default { get; } = new();

    [Description("Where notifications go. Without any: the console.")]
    public IReadOnlyList<ReceiverSettings> Receivers { get; init; } = [ReceiverSettings.Console];

    [Description("Who is told of which incidents; the first that matches, unless it continues. Without any: every receiver is told of everything.")]
    public IReadOnlyList<RouteSettings> Routes { get; init; } = [];

    [Description("Times in which nobody is told, and why.")]
    public IReadOnlyList<SilenceSettings> Silences { get; init; } = [];

    [Description("Who looks after which subjects; the first that matches. Overrides what the sources say.")]
    public IReadOnlyList<OwnerSettings> Owners { get; init; } = [];

    [Description("Weekly reports, each with its audience. Without any: none is sent.")]
    public IReadOnlyList<ReportSettings> Reports { get; init; } = [];

    [Description("Who is told of new ways to spend less.")]
    public RecommendationSettings Recommendations { get; init; } = new();

    [Description("Sources that are asked for what is new. Without any: what comes by itself is taken.")]
    public IReadOnlyList<SourceSettings> Sources { get; init; } = [];

    [Description("How much has to go well. Without any: 99 % of runs, and 99 % of the time of datasets, over 28 days.")]
    public IReadOnlyList<SloSettings> Slos { get; init; } = SloSettings.Default;

    [Description("Where people see the dashboard.")]
    public DashboardSettings Dashboard { get; init; } = new();

    [Description("What is not production.")]
    public EnvironmentSettings Environments { get; init; } = new();

    [Description("How unusual something must be before an incident is opened.")]
    public DetectionSettings Detection { get; init; } = new();

    [Description("How long what ages is kept.")]
    public RetentionSettings Retention { get; init; } = new();
}
