using System.Text;
using Observability.Core.Ingestion;

namespace Observability.Adapters.Azure;

/// <summary>An answer as something to read.</summary>
internal static class InMemory
{
    public static Input Of(string name, BinaryData bytes) => new(name, null, bytes.ToStream);

    public static Input Of(string name, string text) => new(name, null, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A time as a watermark.</summary>
internal static class TimeMark
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The time of a watermark; null when it is none of ours: then all is read again.</summary>
    public static DateTimeOffset? Read(string? watermark) => watermark is { Length: > 0 } text ? Core.Primitives.Times.OrNull(text) : null;

    /// <summary>From where to ask on: the watermark less what may still arrive late; at first, some way back.</summary>
    public static DateTimeOffset From(string? watermark, DateTimeOffset now, TimeSpan back, TimeSpan late) => (Read(watermark) is { } at && at < now ? at : now - back) - late;
}
