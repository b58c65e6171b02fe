namespace Observability.Web.Reports;

/// <param name="Weeks">Newest first.</param>
public sealed record ReportsView(IReadOnlyList<ReportWeek> Weeks);

/// <param name="Week">Name of its folder, for example <c>2026-W47</c>.</param>
public sealed record ReportWeek(string Week, IReadOnlyList<ReportFile> Files);

public sealed record ReportFile(string Name, long Bytes, DateTimeOffset Written);
