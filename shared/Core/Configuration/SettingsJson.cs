using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Observability.Core.Configuration;

/// <summary>How settings are spelled: one set of names for the reader and for the published schema.</summary>
public static class SettingsJson
{
    /// <summary>snake_case keys, enumerations as words, nothing unknown, nothing null.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>A word of an enumeration as it is written in the file.</summary>
    public static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static JsonSerializerOptions Make()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new SpanConverter(), new TimeConverter(), new DayConverter() },
        };
        options.MakeReadOnly();
        return options;
    }
}

internal sealed class SecretReferenceConverter : JsonConverter<SecretReference>
{
    public override SecretReference Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, SecretReference value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Lengths of time as people write them: <c>90s</c>, <c>15m</c>, <c>4h</c>, <c>1d</c>, <c>1h30m</c>.</summary>
internal sealed class SpanConverter : JsonConverter<TimeSpan>
{
    public const string Pattern = "^([0-9]{1,6}[smhd])+$";

    public override TimeSpan Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        Parse(reader.GetString()!) ?? throw new JsonException("expected a length of time such as 90s, 15m, 4h or 1d");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + "s");

    private static TimeSpan? Parse(string text)
    {
        TimeSpan sum = TimeSpan.Zero;
        int from = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            if (i == from || i - from > 6)
            {
                return null;
            }

            int number = int.Parse(text.AsSpan(from, i - from), CultureInfo.InvariantCulture);
            TimeSpan? part = text[i] switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                'd' => TimeSpan.FromDays(number),
                _ => null,
            };
            if (part is not { } known)
            {
                return null;
            }

            sum += known;
            from = i + 1;
        }

        return from == text.Length && text.Length is > 0 and < 40 ? sum : null;
    }
}

/// <summary>Days: <c>2026-12-24</c>.</summary>
internal sealed class DayConverter : JsonConverter<DateOnly>
{
    public const string Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    public override DateOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        DateOnly.TryParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw new JsonException("expected a day such as 2026-12-24");

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>Moments with an offset, or dates at midnight UTC; a time without an offset is refused, since it means another moment on every machine.</summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        string text = reader.GetString()!;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        }

        bool placed = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return placed && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            ? time.ToUniversalTime()
            : throw new JsonException("expected a time with an offset such as 2026-11-23T08:00:00Z, or a date");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
}
