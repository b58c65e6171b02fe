namespace Observability.Web.Reports;

/// <param name="Weeks">Newest first.</param>
public sealed record ReportsView(IReadOnlyList<ReportWeek> Weeks);

/// <param name="Week">Name of its folder, for example <c>2026-W47</c>.</param>
public sealed record ReportWeek(string Week, IReadOnlyList<ReportFile> Files);

/// <param name="Bytes">null: it is made when it is opened.</param>
/// <param name="Written">Or sent.</param>
public sealed record ReportFile(string Name, long? Bytes, DateTimeOffset Written);
