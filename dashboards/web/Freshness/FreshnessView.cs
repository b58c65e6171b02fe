using Observability.Web.Layout;

namespace Observability.Web.Freshness;

/// <param name="Datasets">The page of datasets, the most overdue first.</param>
/// <param name="Late">How many are late.</param>
/// <param name="Learning">How many have no deadline yet.</param>
public sealed record FreshnessView(IReadOnlyList<KnownDataset> Datasets, int Found, int All, int Late, int Learning, IReadOnlyList<string> Owners, ListFilter Filter);
