using System.Globalization;

namespace Observability.Core.Storage;

/// <summary>Times as parts of keys: fixed width, ordinal order, 100 ns, plain characters only.</summary>
public static class KeyTime
{
    private const string Format = "yyyyMMdd'T'HHmmss'.'fffffff";

    /// <summary>Oldest first: <c>20261123T044808.1234567</c>, UTC, 23 characters.</summary>
    public static string ForwardTime(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Newest first: 100 ns steps until the end of the year 9999, 19 digits.</summary>
    public static string ReverseTime(DateTimeOffset time) =>
        (DateTime.MaxValue.Ticks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not made by <see cref="ForwardTime"/>.</exception>
    public static DateTimeOffset FromForward(string key) =>
        DateTimeOffset.ParseExact(key, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <exception cref="FormatException">Not made by <see cref="ReverseTime"/>.</exception>
    public static DateTimeOffset FromReverse(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long left) && left <= DateTime.MaxValue.Ticks
            ? new(DateTime.MaxValue.Ticks - left, TimeSpan.Zero)
            : throw new FormatException($"\"{key}\" is no time of a key");
}
