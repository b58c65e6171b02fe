namespace Observability.Core.Recommendations;

/// <summary>A recommendation as an incident or a notification shows it.</summary>
/// <param name="Amount">Money saved a month, best estimate, between <paramref name="Low"/> and <paramref name="High"/>.</param>
/// <param name="Fix">The command or change that does it.</param>
public sealed record Advice(string Rule, string Title, decimal Amount, decimal Low, decimal High, string Currency, string Fix);
