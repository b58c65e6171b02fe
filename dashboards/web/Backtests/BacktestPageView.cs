using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Web.Backtests;

/// <param name="At">By sensitivity, least first; empty: nothing to judge.</param>
/// <param name="Usual">The sensitivity of the settings.</param>
/// <param name="Judged">How the series is judged now after what people said; empty when nobody said anything.</param>
public sealed record BacktestPageView(Subject Subject, string Measure, IReadOnlyList<string> Measures, IReadOnlyList<BacktestAt> At, double Usual, string Judged);
