namespace Observability.Core.Cost;

/// <summary>What one run cost on one day on one resource.</summary>
/// <param name="Amount">Effective cost in <paramref name="Currency"/>.</param>
/// <param name="Resource">As the charge spells it; empty when it names none.</param>
public sealed record RunCharge(CostedRun Run, DateOnly Day, string SubAccount, string Resource, string Currency, decimal Amount, CostMethod Method);

/// <summary>What of a day's charges belongs to no run.</summary>
/// <param name="Method"><see cref="CostMethod.Idle"/> or <see cref="CostMethod.Remainder"/>.</param>
public sealed record OtherCharge(DateOnly Day, string SubAccount, string Resource, string Currency, decimal Amount, CostMethod Method);

/// <summary>The bill of one sub-account and day, each amount in exactly one place.</summary>
public sealed record AttributedDay(DateOnly Day, string SubAccount, IReadOnlyList<RunCharge> Runs, IReadOnlyList<OtherCharge> Others);
