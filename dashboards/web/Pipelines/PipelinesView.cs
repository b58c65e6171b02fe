using Observability.Web.Layout;

namespace Observability.Web.Pipelines;

/// <param name="Jobs">The page of jobs.</param>
/// <param name="Found">How many match.</param>
/// <param name="All">How many there are.</param>
public sealed record PipelinesView(IReadOnlyList<KnownJob> Jobs, int Found, int All, int Failing, int Late, int Running, IReadOnlyList<string> Owners, ListFilter Filter);
