using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Observability.Core.Incidents;
using Observability.Core.Primitives;

namespace Observability.Web.Api;

/// <summary>What somebody wants done, as JSON from programs or as a form of our own pages.</summary>
/// <param name="Form">Whether it came from a page, which is to be led back.</param>
/// <param name="Refused">The answer when it cannot be read.</param>
internal sealed record AskedAct(ActBody? Body, bool Form, IResult? Refused)
{
    /// <param name="now">A snooze in hours begins here.</param>
    public Act ToAct(ActKind kind, DateTimeOffset now)
    {
        DateTimeOffset? until = Body!.Until ?? (Body.Hours is > 0 and <= 24 * 30 ? now.AddHours(Body.Hours.Value) : null);
        return new(kind, Body.By ?? "", Body.Text, until);
    }
}

/// <summary>Reads the body of an act.</summary>
internal static class ReadAct
{
    private static readonly ActBody Nothing = new(null, null, null, null);

    public static async Task<AskedAct> RunAsync(HttpRequest request, CancellationToken cancel)
    {
        (ReadOnlyMemory<byte> bytes, IResult? refused) = await RequestBody.ReadAsync(request, BodyLimits.Small, cancel).ConfigureAwait(false);
        bool form = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        if (refused is not null)
        {
            return new(null, form, refused);
        }

        (ActBody? body, ProblemAt? problem) = form ? (Form(bytes), null) : bytes.IsEmpty ? (Nothing, null) : JsonBody.Read(bytes, ApiJson.Default.ActBody);
        return new(body, form, problem is null ? null : Problems.Bad([problem]));
    }

    private static ActBody Form(ReadOnlyMemory<byte> bytes)
    {
        Dictionary<string, string> fields = [];
        foreach (string pair in Encoding.UTF8.GetString(bytes.Span).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            fields[Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1].Replace('+', ' ')) : "";
        }

        double? hours = double.TryParse(fields.GetValueOrDefault("hours"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;
        return new(fields.GetValueOrDefault("by"), fields.GetValueOrDefault("text"), Times.OrNull(fields.GetValueOrDefault("until") ?? ""), hours);
    }
}
