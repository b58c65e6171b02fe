using System.Globalization;

namespace Observability.Core.Series;

/// <summary>Reads a time cell: RFC 3339, <c>yyyy-MM-dd[ HH:mm[:ss[.f]]]</c> taken as UTC, or Unix seconds or milliseconds.</summary>
internal static class TimeText
{
    /// <summary>Unix times of at least this many are milliseconds: as seconds they would be after the year 5138.</summary>
    private const double FirstMilliseconds = 1e11;

    private const double LatestSeconds = 253_402_300_799; // 9999-12-31T23:59:59Z
    private const double EarliestSeconds = -62_135_596_800; // 0001-01-01T00:00:00Z

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        text = text.Trim();
        if (text.Length >= 10 && text[4] == '-' && char.IsAsciiDigit(text[0]))
        {
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
        }

        time = default;
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double number))
        {
            return false;
        }

        double seconds = Math.Abs(number) >= FirstMilliseconds ? number / 1000 : number;
        if (!(seconds >= EarliestSeconds && seconds <= LatestSeconds))
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * 1000) * TimeSpan.TicksPerMillisecond);
        return true;
    }
}
