using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Observability.FakeReceiver;

/// <summary>What the real receivers insist on, written from their documents and not from our code.</summary>
internal static class ReceiverRulesOf
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static (int Status, string Body) Judge(string path, HttpRequest request, byte[] body)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return (400, "invalid_payload");
        }

        return request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true ? (415, "expected JSON")
            : path.StartsWith("/teams", StringComparison.Ordinal) ? Teams(json)
            : path.StartsWith("/slack", StringComparison.Ordinal) ? Slack(json)
            : Webhook(request, body);
    }

    private static (int, string) Teams(JsonNode? json)
    {
        JsonNode? card = json?["attachments"]?[0]?["content"];
        return Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(json)) > 28_672 ? (413, "MessageSizeExceeded")
            : (string?)json?["type"] == "message" && (string?)card?["type"] == "AdaptiveCard" && string.CompareOrdinal((string?)card["version"], "1.4") <= 0
                && (string?)json["attachments"]![0]!["contentType"] == "application/vnd.microsoft.card.adaptive" ? (202, "")
            : (400, "attachments is of type Null");
    }

    private static (int, string) Slack(JsonNode? json)
    {
        JsonArray? blocks = json?["blocks"] as JsonArray;
        return (string?)json?["text"] is not { Length: > 0 } ? (400, "no_text")
            : blocks is not { Count: > 0 and <= 50 } || blocks.ToJsonString().Length > 20_000 || ((string?)blocks[0]!["text"]?["text"])?.Length > 150 ? (400, "invalid_blocks")
            : (200, "ok");
    }

    private static (int, string) Webhook(HttpRequest request, byte[] body)
    {
        string id = request.Headers["webhook-id"].ToString();
        string time = request.Headers["webhook-timestamp"].ToString();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        string right = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret[6..]), signed));
        return body.Length < 20_480 && id.Length > 0 && !id.Contains('.', StringComparison.Ordinal) && request.Headers["webhook-signature"].ToString() == right
            ? (204, "")
            : (401, "signature");
    }
}
