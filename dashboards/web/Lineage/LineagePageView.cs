using Observability.Core.Incidents;
using Observability.Core.Lineage;
using Observability.Core.Primitives;

namespace Observability.Web.Lineage;

/// <summary>What the lineage page was asked for.</summary>
/// <param name="Of">Where to start; null: nowhere yet.</param>
public sealed record LineageFilter(Subject? Of, int Depth, string? Text)
{
    public const int MostDepth = 8;
    public const int UsualDepth = 2;
}

/// <param name="Graph">null while nothing to start from was chosen, or it is not known.</param>
/// <param name="Wrong">What is wrong with subjects now, by subject.</param>
/// <param name="Starts">What there is to start from, when there is no graph.</param>
/// <param name="Found">How many there are of them.</param>
public sealed record LineagePageView(LineageFilter Filter, LineageGraph? Graph, IReadOnlyDictionary<Subject, IncidentSummary> Wrong, IReadOnlyList<Subject> Starts, int Found);
