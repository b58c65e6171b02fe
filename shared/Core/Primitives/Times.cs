using System.Globalization;

namespace Observability.Core.Primitives;

/// <summary>Reads the ways in which inputs write a time. Never guesses between two readings of one text.</summary>
/// <remarks>
/// RFC 3339 (2002) with <c>T</c> or a space, the offset optional (then UTC), any number of fraction digits (kept to 100 ns);
/// <c>yyyy-MM-dd</c>; seconds or milliseconds since 1970, told apart by size (what is a time before 2101 in seconds is seconds).
/// </remarks>
public static class Times
{
    /// <summary>First instant that is taken.</summary>
    public static DateTimeOffset Earliest { get; } = DateTimeOffset.UnixEpoch;

    /// <summary>First instant that is too late: years 1970 to 2100 are taken.</summary>
    public static DateTimeOffset TooLate { get; } = new(2101, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>Null when the time was read; else what is wrong with it, in one line.</returns>
    public static string? Read(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        text = text.Trim();
        time = default;
        if (text.IsEmpty)
        {
            return "missing";
        }

        if (!TryCalendar(text, out time) && !TryEpoch(text, out time))
        {
            return $"expected a time like 2026-11-22T06:00:00Z, found \"{SafeText.Cut(text)}\"";
        }

        return time >= Earliest && time < TooLate ? null : $"expected a time in the years 1970 to 2100, found \"{SafeText.Cut(text)}\"";
    }

    /// <summary>The time in UTC, or null when the text is none or lies outside 1970..2100.</summary>
    public static DateTimeOffset? OrNull(ReadOnlySpan<char> text) => Read(text, out DateTimeOffset time) is null ? time : null;

    private static bool TryEpoch(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) || text.Length > 20)
        {
            return false;
        }

        decimal seconds = number < TooLate.ToUnixTimeSeconds() ? number : number / 1000;
        time = seconds < TooLate.ToUnixTimeSeconds() ? Earliest.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)) : TooLate;
        return text.Length >= 9 || number == 0;
    }

    private static bool TryCalendar(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' ||
            !Digits(text[..4], out int year) || !Digits(text[5..7], out int month) || !Digits(text[8..10], out int day) ||
            year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        DateTime date = new(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        if (text.Length == 10)
        {
            time = new DateTimeOffset(date, TimeSpan.Zero);
            return true;
        }

        return text[10] is 'T' or 't' or ' ' && TryClock(text[11..], out TimeSpan clock, out ReadOnlySpan<char> rest) &&
            TryOffset(rest, out TimeSpan offset) && TryShift(date + clock, offset, out time);
    }

    private static bool TryShift(DateTime local, TimeSpan offset, out DateTimeOffset time)
    {
        long ticks = local.Ticks - offset.Ticks;
        bool fits = ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;
        time = fits ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return fits;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out TimeSpan clock, out ReadOnlySpan<char> rest)
    {
        clock = default;
        rest = [];
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out int hour) || !Digits(text[3..5], out int minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        int second = 0;
        long fraction = 0;
        rest = text[5..];
        if (rest.Length > 0 && rest[0] == ':')
        {
            if (rest.Length < 3 || !Digits(rest[1..3], out second) || second > 60)
            {
                return false;
            }

            rest = Fraction(rest[3..], out fraction);
        }

        // A leap second is the last moment of its minute: nothing that we compute needs more.
        clock = second == 60 ? new TimeSpan(hour, minute, 59) + TimeSpan.FromTicks(9_999_999) : new TimeSpan(hour, minute, second) + TimeSpan.FromTicks(fraction);
        return true;
    }

    private static ReadOnlySpan<char> Fraction(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 2 || text[0] is not ('.' or ',') || !char.IsAsciiDigit(text[1]))
        {
            return text;
        }

        int at = 1;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            ticks = at <= 7 ? ticks * 10 + (text[at] - '0') : ticks;
        }

        for (int missing = at; missing <= 7; missing++)
        {
            ticks *= 10;
        }

        return text[at..];
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        text = text.Trim();
        if (text.IsEmpty || text is "Z" or "z" || text.Equals("UTC", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (text[0] is not ('+' or '-') || text.Length is not (3 or 5 or 6) || !Digits(text[1..3], out int hours) || hours > 14)
        {
            return false;
        }

        int minutes = 0;
        if (text.Length > 3 && ((text.Length == 6 && text[3] != ':') || !Digits(text[^2..], out minutes) || minutes > 59))
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        offset = text[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = value * 10 + (c - '0');
        }

        return true;
    }
}
