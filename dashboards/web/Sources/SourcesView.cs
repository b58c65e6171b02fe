using Observability.Core.Collectors;
using Observability.Core.Ingestion;

namespace Observability.Web.Sources;

/// <param name="Formats">What came in, by format.</param>
/// <param name="Tools">What runs the jobs, as they say.</param>
/// <param name="Bills">The newest bill of each sub-account.</param>
/// <param name="Asked">Sources that are asked, as they stand.</param>
public sealed record SourcesView(IReadOnlyList<FormatRow> Formats, IReadOnlyList<ToolRow> Tools, IReadOnlyList<BillRow> Bills, IReadOnlyList<CollectorState> Asked);

/// <param name="Kept">Since the process began; null: nothing since.</param>
public sealed record FormatRow(SourceSeen Seen, Kept? Kept);

/// <param name="Last">Newest start of a run of one of its jobs.</param>
public sealed record ToolRow(string Tool, int Jobs, DateTimeOffset? Last);

/// <param name="Complete">Newest day whose bill is complete; null: none in the last weeks.</param>
/// <param name="AsOf">When the newest bill was stated.</param>
public sealed record BillRow(string SubAccount, DateOnly Newest, DateOnly? Complete, DateTimeOffset AsOf);
