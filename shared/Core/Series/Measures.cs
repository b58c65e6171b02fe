namespace Observability.Core.Series;

/// <summary>The measures that the service computes itself, with their units.</summary>
public static class Measures
{
    /// <summary>Start of a scheduled run of a job; the value is 1, the times matter.</summary>
    public const string Start = "start";

    /// <summary>How a run of a job ended: 0 well, 1 failed, <see cref="WellAgain"/> well and perhaps another try of one that failed.</summary>
    public const string Failed = "failed";

    /// <summary>See <see cref="Failed"/>.</summary>
    public const double WellAgain = 0.5;

    /// <summary>Seconds from start to end of a run that went well.</summary>
    public const string Duration = "duration";

    /// <summary>New data in a dataset; the value is 1, the times matter.</summary>
    public const string Arrival = "arrival";

    /// <summary>Rows that came into a dataset with one update.</summary>
    public const string Rows = "rows";

    /// <summary>Bytes that came into a dataset with one update.</summary>
    public const string Bytes = "bytes";

    /// <summary>What the measure of a day's effective cost begins with; the currency follows.</summary>
    public const string CostPrefix = "cost:";

    /// <summary>Seconds, messages or whatever the source counts that a consumer is behind.</summary>
    public const string Lag = "lag";

    /// <summary>Effective cost of a day in one currency; currencies are never mixed in one series.</summary>
    public static string CostIn(string currency) => CostPrefix + currency;

    /// <summary>Unit as printed after a number; empty when the source did not say.</summary>
    public static string UnitOf(string measure) => measure switch
    {
        Duration => "s",
        Rows => "rows",
        Bytes => "B",
        _ when measure.StartsWith(CostPrefix, StringComparison.Ordinal) => measure[CostPrefix.Length..],
        _ => string.Empty,
    };
}
