using System.Globalization;
using Azure;
using Azure.Core;
using Observability.Core.Primitives;

namespace Observability.Adapters.AzureMonitor;

/// <summary>What an answer of the Logs Ingestion API means.</summary>
internal enum LogVerdict
{
    Taken,

    /// <summary>Too many bytes in one call.</summary>
    TooLarge,

    /// <summary>The same call may work later.</summary>
    Later,
}

/// <param name="After">When to ask again.</param>
/// <param name="Problem">One line; empty when taken.</param>
internal sealed record LogAnswer(LogVerdict Verdict, TimeSpan After, string Problem)
{
    /// <summary>Busy, away, or a token that ran out.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>A role, rule or stream is missing: only people can help, and roles take minutes to arrive.</summary>
    public static readonly TimeSpan WhenMended = TimeSpan.FromMinutes(10);

    // The service may ask for any time; a mistaken answer is not to stop us for a day.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static LogAnswer Of(Response response, DateTimeOffset now) => response.Status switch
    {
        >= 200 and < 300 => new(LogVerdict.Taken, TimeSpan.Zero, ""),
        413 => new(LogVerdict.TooLarge, TimeSpan.Zero, Said(response)),
        401 or 408 or 429 or >= 500 => new(LogVerdict.Later, RetryAfter(response.Headers, now) ?? Soon, Said(response)),
        _ => new(LogVerdict.Later, RetryAfter(response.Headers, now) ?? WhenMended, Said(response)),
    };

    public static LogAnswer NoAnswer(string why) => new(LogVerdict.Later, Soon, "no answer: " + SafeText.Cut(why.Split('\n', 2)[0].TrimEnd(), 300));

    private static string Said(Response response)
    {
        string text = response.ContentStream is null ? "" : response.Content.ToString();
        return SafeText.Cut($"status {response.Status} {response.ReasonPhrase} {text}".Trim(), 300);
    }

    // RFC 9110, 10.2.3: seconds, or a date.
    private static TimeSpan? RetryAfter(ResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.TryGetValue("Retry-After", out string? value))
        {
            return null;
        }

        TimeSpan? after = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at - now : null;
        return after is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, Longest.Ticks)) : null;
    }
}
