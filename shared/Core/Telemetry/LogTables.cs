namespace Observability.Core.Telemetry;

/// <summary>All tables that the service writes.</summary>
public static class LogTables
{
    public static IReadOnlyList<LogTable> All { get; } = [LoggedRun.Table, LoggedDataset.Table, LoggedIncident.Table, LoggedTick.Table];
}
