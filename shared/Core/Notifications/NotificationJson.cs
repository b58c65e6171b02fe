using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Observability.Core.Notifications;

/// <summary>How a notification is kept in its outbox row.</summary>
internal static class NotificationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IncludeFields = true, // the label and value of a fact
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read by ourselves only
        Converters = { new JsonStringEnumConverter() },
    };

    public static byte[] Write(Notification notification) => JsonSerializer.SerializeToUtf8Bytes(notification, Options);

    public static Notification Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<Notification>(bytes, Options)!;
}
