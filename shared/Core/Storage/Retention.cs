using System.Globalization;
using Observability.Core.Configuration;

namespace Observability.Core.Storage;

/// <summary>Which tables are older than settings keep them.</summary>
public static class Retention
{
    // By the name before the day (yyyyMMdd) or month (yyyyMM). What is not named here does not age.
    private static readonly Dictionary<string, Func<RetentionSettings, TimeSpan>> Kept = new(StringComparer.Ordinal)
    {
        ["raw"] = keep => keep.Raw,
        ["dead"] = keep => keep.Raw,
        ["runs"] = keep => keep.Runs,
        ["recent"] = keep => keep.Runs,
        ["runids"] = keep => keep.Runs,
        ["estate"] = keep => keep.Runs,
        ["incidents"] = keep => keep.Incidents,
        ["incidentindex"] = keep => keep.Incidents,
        ["notifications"] = keep => keep.Incidents,
        ["ledger"] = keep => keep.Ledger,
        ["costs"] = keep => keep.Ledger,
    };

    /// <summary>Those whose day or month ended longer ago than they are kept.</summary>
    public static IEnumerable<string> Over(IEnumerable<string> tables, RetentionSettings keep, DateTimeOffset now) =>
        tables.Where(table => EndOf(table) is { } end && Kept.TryGetValue(NameOf(table), out Func<RetentionSettings, TimeSpan>? span) && now - end > span(keep));

    /// <summary>How long rows of a table are kept; null when they do not age.</summary>
    /// <param name="table">With or without its day or month.</param>
    public static TimeSpan? SpanOf(string table, RetentionSettings keep) => Kept.TryGetValue(NameOf(table), out Func<RetentionSettings, TimeSpan>? span) ? span(keep) : null;

    /// <summary>When the day or month ends that a table is named by; null when it is named by none.</summary>
    public static DateTimeOffset? EndOf(string table)
    {
        string digits = table[NameOf(table).Length..];
        return digits.Length switch
        {
            8 when Parse(digits, "yyyyMMdd") is { } day => day.AddDays(1),
            6 when Parse(digits, "yyyyMM") is { } month => month.AddMonths(1),
            _ => null,
        };
    }

    private static string NameOf(string table) => table.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);

    private static DateTimeOffset? Parse(string digits, string format) =>
        DateTimeOffset.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) && time.Year < 9999 ? time : null;
}
