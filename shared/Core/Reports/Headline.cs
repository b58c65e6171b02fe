namespace Observability.Core.Reports;

/// <summary>The week in one sentence.</summary>
internal static class Headline
{
    public static string Of(IReadOnlyList<MoneyView> money, ReliabilityView reliability, IReadOnlyList<(string Currency, decimal Amount, decimal Low, decimal High)> savings, bool complete)
    {
        string cost = money.Count == 0 ? "No bill of this week is in yet" : Cost(money[0], complete);
        string runs = reliability.Runs == 0 ? "no runs were seen" : reliability.Failures == 0
            ? $"all {Text.Count(reliability.Runs, "run")} went well"
            : $"{reliability.Failures:N0} of {Text.Count(reliability.Runs, "run")} failed";
        string saving = money.Count > 0 && savings.FirstOrDefault(s => s.Currency == money[0].Currency) is { Amount: > 0 } possible
            ? $", and {Text.Round(possible.Amount, possible.Currency)} a month can be saved"
            : "";
        return $"{cost}; {runs}{saving}.";
    }

    private static string Cost(MoneyView money, bool complete)
    {
        string so = complete ? "" : " so far";
        string total = $"The week cost {Text.Round(money.Total, money.Currency)}{so}";
        if (money.Change is not { } change)
        {
            return total;
        }

        string most = money.Movers.Count > 0 && Math.Abs(change) >= 0.02 && Math.Sign(money.Movers[0].Change) == Math.Sign(change) ? $", mostly {money.Movers[0].Name}" : "";
        string before = complete ? "the week before" : "the same days of the week before";
        return Math.Abs(change) < 0.005
            ? $"{total}, as much as {before}"
            : $"{total}, {Text.Percent(Math.Abs(change))} {(change > 0 ? "more" : "less")} than {before}{most}";
    }
}
