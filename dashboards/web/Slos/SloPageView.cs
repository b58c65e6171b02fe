using Observability.Core.Slos;

namespace Observability.Web.Slos;

/// <param name="Slos">In the order of the settings.</param>
public sealed record SloPageView(IReadOnlyList<SloStanding> Slos);
