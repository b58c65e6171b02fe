using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Identity;
using Observability.Core.Collectors;
using Observability.Core.Primitives;

namespace Observability.Adapters.Azure;

/// <summary>What Azure's refusals mean, in our words.</summary>
internal static class AzureAnswer
{
    /// <param name="role">Role that is needed, for the message when it is missing.</param>
    public static SourceFailedException Failed(int status, string error, string what, string role, TimeSpan? retryAfter) => new(
        status switch
        {
            401 => SourceFailure.Credentials,
            403 => SourceFailure.Permission,
            404 => SourceFailure.Missing,
            429 => SourceFailure.Throttled,
            503 when retryAfter is not null => SourceFailure.Throttled,
            408 or >= 500 => SourceFailure.Unavailable,
            _ => SourceFailure.BadAnswer,
        },
        status switch
        {
            401 => $"{what}: 401, the credential is not accepted or has expired{Because(error)}",
            403 => $"{what}: 403, the identity lacks the role \"{role}\"{Because(error)}",
            404 => $"{what}: 404, not there, or not to be seen by this identity{Because(error)}",
            429 => $"{what}: 429, too many requests{Because(error)}",
            _ => $"{what}: {status}{Because(error)}",
        },
        retryAfter);

    /// <summary>What an exception of the Azure libraries means; null when it is not theirs to mean.</summary>
    public static SourceFailedException? OfTrouble(Exception e, string what, CancellationToken cancel) => e switch
    {
        CredentialUnavailableException => new(SourceFailure.Credentials, $"{what}: no identity is to be had here (managed identity, environment, az login): {FirstLine(e.Message)}", null, e),
        AuthenticationFailedException => new(SourceFailure.Credentials, $"{what}: the identity cannot sign in: {FirstLine(e.Message)}", null, e),
        RequestFailedException { Status: 0 } => new(SourceFailure.Unavailable, $"{what}: no answer: {FirstLine(e.Message)}", null, e),
        AggregateException { InnerException: { } inner } => OfTrouble(inner, what, cancel),
        HttpRequestException or IOException => new(SourceFailure.Unavailable, $"{what}: no answer: {FirstLine(e.Message)}", null, e),
        OperationCanceledException when !cancel.IsCancellationRequested => new(SourceFailure.Unavailable, $"{what}: no answer in time", null, e),
        _ => null,
    };

    public static TimeSpan? RetryAfter(ResponseHeaders headers) =>
        headers.TryGetValue("Retry-After", out string? text) && int.TryParse(text, CultureInfo.InvariantCulture, out int seconds) && seconds is > 0 and < 86_400 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Code and message of an error of the resource manager; empty when it is another body.</summary>
    public static string ErrorIn(BinaryData body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.ToMemory());
            JsonElement root = document.RootElement;
            JsonElement error = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out JsonElement inner) ? inner : root;
            string? Text(string name) => error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            return string.Join(", ", new[] { Text("code"), Text("message") }.Where(t => t is not null));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Because(string error) => error.Length == 0 ? "" : $" ({SafeText.Cut(FirstLine(error), 300)})";

    private static string FirstLine(string text) => SafeText.Cut(text.Split('\n', 2)[0].Trim(), 300);
}
