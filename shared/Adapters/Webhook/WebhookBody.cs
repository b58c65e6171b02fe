using System.Text.Json;
using System.Text.Json.Nodes;
using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Primitives;

namespace Observability.Adapters.Webhook;

/// <summary>A notification for programs: <c>{"type":"incident.opened","id":…,"timestamp":…,"data":{"type":"incident",…}}</c>.</summary>
/// <remarks>At most 20,000 bytes: long lists are cut and counted; at last texts are cut.</remarks>
public static class WebhookBody
{
    public const int MostBytes = 20_000;

    private static readonly JsonSerializerOptions Shape = JsonSerializerOptions.Web;

    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Render(Notification notification, bool detail)
    {
        for (int most = 256; ; most /= 2)
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(Envelope(notification, detail && most > 0, most));
            if (json.Length <= MostBytes || most == 0)
            {
                return json.Length <= MostBytes ? json : JsonSerializer.SerializeToUtf8Bytes(Bare(notification));
            }
        }
    }

    private static JsonObject Envelope(Notification notification, bool detail, int most)
    {
        JsonObject body = Head(notification);
        body["data"] = notification.Incident is { } incident ? JsonSerializer.SerializeToNode(IncidentView.Of(incident, detail, most), Shape) : DigestShape(notification, most);
        return body;
    }

    private static JsonObject Head(Notification notification)
    {
        string reason = SettingsJson.Word(notification.Reason);
        JsonObject head = new()
        {
            ["type"] = notification.Incident is null ? reason : "incident." + reason,
            ["id"] = notification.Id,
            ["timestamp"] = notification.Created.UtcDateTime,
        };
        if (notification.Change is { } change)
        {
            head["change"] = VisibleText.Of(change, 200);
        }

        if (notification.Page is { } page)
        {
            head["page"] = page.AbsoluteUri;
        }

        return head;
    }

    private static JsonObject DigestShape(Notification notification, int most)
    {
        Digest digest = notification.Digest!;
        return new()
        {
            ["type"] = SettingsJson.Word(notification.Reason),
            ["title"] = digest.Title,
            ["period"] = digest.Period,
            ["text"] = digest.Text,
            ["facts"] = new JsonArray([.. digest.Facts.Take(most).Select(f => (JsonNode)new JsonObject { ["label"] = f.Label, ["value"] = f.Value })]),
            ["recommendations"] = new JsonArray([.. digest.Advice.Take(most).Select(a => JsonSerializer.SerializeToNode(AdviceView.Of(a), Shape))]),
            ["subjects"] = new JsonArray([.. digest.Subjects.Take(most).Select(s => (JsonNode)s.Text)]),
            ["link"] = SafeLink.Of(digest.Link)?.AbsoluteUri,
        };
    }

    /// <summary>What fits whatever the names are: enough to look the rest up.</summary>
    private static JsonObject Bare(Notification notification)
    {
        JsonObject body = Head(notification);
        body["data"] = new JsonObject
        {
            ["type"] = notification.Incident is null ? SettingsJson.Word(notification.Reason) : "incident",
            ["id"] = SafeText.Cut(notification.Incident?.Id ?? notification.Id, 100),
            ["title"] = SafeText.Cut(notification.Incident?.Title ?? notification.Digest!.Title, 300),
            ["cut"] = true,
        };
        return body;
    }
}
