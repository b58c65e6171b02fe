using System.Globalization;
using Observability.Core.Primitives;

namespace Observability.Web.Layout;

/// <summary>Times, amounts and words as pages show them. Pure.</summary>
internal static class Shown
{
    /// <summary><c>2026-11-22 06:00 UTC</c>.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary><c>22 Nov</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary><c>3 h ago</c>, <c>in 5 min</c>: one unit, rounded down.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        TimeSpan span = (now - at).Duration();
        string size = Span(span);
        return span < TimeSpan.FromMinutes(1) ? "now" : at <= now ? size + " ago" : "in " + size;
    }

    /// <summary>One unit: <c>45 s</c>, <c>12 min</c>, <c>5 h</c>, <c>3 d</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => $"{(int)span.TotalDays} d",
        { TotalHours: >= 2 } => $"{(int)span.TotalHours} h",
        { TotalMinutes: >= 1 } => $"{(int)span.TotalMinutes} min",
        _ => $"{(int)span.TotalSeconds} s",
    };

    /// <summary><c>late by 5 h</c>; <c>late</c> where another process, whose clock is ahead, says so already.</summary>
    public static string Late(DateTimeOffset since, DateTimeOffset now) => now > since ? $"late by {Span(now - since)}" : "late";

    public static string Seconds(double? seconds) => seconds is { } number ? Quantity.Text(number, "s") : "–";

    public static string Money(decimal amount, string currency) => Quantity.Text((double)amount, currency);

    /// <summary>Without decimals from 100 on: <c>1,234 USD</c>.</summary>
    public static string Round(decimal amount, string currency) =>
        Math.Abs(amount) >= 100 ? amount.ToString("N0", CultureInfo.InvariantCulture) + " " + currency : Money(amount, currency);

    /// <summary><c>1,139 to 1,527 USD</c>.</summary>
    public static string Range(decimal low, decimal high, string currency) => Round(low, "").TrimEnd() + " to " + Round(high, currency);

    /// <summary><c>+12 %</c>; empty when there is nothing to compare with.</summary>
    public static string Change(decimal now, decimal before) => before == 0
        ? ""
        : ((now - before) / before * 100).ToString("+0;−0;±0", CultureInfo.InvariantCulture) + " %";

    /// <summary><c>1 incident</c>, <c>3 incidents</c>.</summary>
    public static string Count(int number, string thing) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {thing}{(number == 1 ? "" : "s")}";

    /// <summary>Kinds of incident in words.</summary>
    public static string Kind(string kind) => kind.Replace('-', ' ');
}
