namespace Observability.Sample;

internal static class Stamps
{
    /// <summary>RFC 3339 in UTC with milliseconds.</summary>
    public static string Stamp(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>RFC 3339 in UTC with seconds, as bills have it.</summary>
    public static string Seconds(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
