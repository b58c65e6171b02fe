using System.CommandLine;

namespace Observability.Cli.Commands;

/// <summary>The commands, in the order in which help shows them. A new one is one class and one line here.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
    [
        DemoCommand.Create(),
        ServeCommand.Create(),
        IngestCommand.Create(),
        ReplayCommand.Create(),
        CheckCommand.Create(),
        CollectCommand.Create(),
        DoctorCommand.Create(),
        SendCommand.Create(),
        IncidentsCommand.Create(),
        RunsCommand.Create(),
        JobsCommand.Create(),
        DatasetsCommand.Create(),
        LineageCommand.Create(),
        SeriesCommand.Create(),
        BacktestCommand.Create(),
        CostsCommand.Create(),
        RecommendationsCommand.Create(),
        ResourcesCommand.Create(),
        SloCommand.Create(),
        NotificationsCommand.Create(),
        .. ActCommands.All(),
        SilenceCommand.Create(),
        DetectCommand.Create(),
        ExplainCommand.Create(),
        TrainCommand.Create(),
        FreshnessCommand.Create(),
        ReportCommand.Create(),
        ConfigCommand.Create(),
        SampleCommand.Create(),
        StoreCommand.Create(),
        DeployCommand.Create(),
        BenchCommand.Create(),
    ];
}
