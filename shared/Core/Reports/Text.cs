using System.Globalization;

namespace Observability.Core.Reports;

/// <summary>Numbers as reports write them.</summary>
internal static class Text
{
    public static string Money(decimal amount, string currency) => $"{amount.ToString("N2", CultureInfo.InvariantCulture)} {currency}";

    /// <summary>Without cents from 1,000 on: for headlines.</summary>
    public static string Round(decimal amount, string currency) =>
        Math.Abs(amount) >= 1000 ? $"{Math.Round(amount, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture)} {currency}" : Money(amount, currency);

    public static string Signed(decimal amount, string currency) => (amount >= 0 ? "+" : "\u2212") + Money(Math.Abs(amount), currency);

    /// <summary><c>+8.1 % on the week before</c>.</summary>
    public static string OnWeekBefore(double ratio) => Math.Abs(ratio) < 0.0005 ? "as much as the week before" : $"{Change(ratio)} on the week before";

    /// <summary><c>+8.1 %</c>; one digit below 10 %.</summary>
    public static string Change(double ratio) =>
        (ratio >= 0 ? "+" : "\u2212") + Percent(Math.Abs(ratio));

    public static string Percent(double ratio) => (100 * ratio).ToString(ratio < 0.0995 ? "0.0" : "N0", CultureInfo.InvariantCulture) + " %";

    public static string Count(int count, string one, string? many = null) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}
