using System.Text;

namespace Observability.Core.Storage;

/// <summary>The form a value has after it was stored: times in UTC, text well-formed.</summary>
public static class StoredValue
{
    /// <summary>Half of a surrogate pair becomes U+FFFD, since neither UTF-8 nor JSON can carry it.</summary>
    public static object Of(object value) => value switch
    {
        DateTimeOffset { Offset.Ticks: not 0 } time => time.ToUniversalTime(),
        string text when text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)),
        _ => value,
    };
}
