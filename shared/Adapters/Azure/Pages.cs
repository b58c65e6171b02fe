using System.Text.Json;
using Observability.Core.Collectors;

namespace Observability.Adapters.Azure;

/// <summary>Walks the pages of an answer, and notices a source that leads in circles.</summary>
internal static class Pages
{
    /// <summary>A list of more pages than this is taken for endless.</summary>
    private const int Most = 10_000;

    /// <param name="ask">The page of a token; null for the first.</param>
    /// <param name="next">Field that holds the token of the page after.</param>
    /// <exception cref="SourceFailedException">A page is no JSON object, or its token was there before.</exception>
    public static async IAsyncEnumerable<(BinaryData Page, bool Last)> WalkAsync(
        Func<string?, Task<BinaryData>> ask, string next, string what, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        string? token = null;
        do
        {
            cancel.ThrowIfCancellationRequested();
            BinaryData page = await ask(token).ConfigureAwait(false);
            token = Token(page, next, what);
            if (token is not null && (!seen.Add(token) || seen.Count > Most))
            {
                throw new SourceFailedException(SourceFailure.BadAnswer, $"{what}: page {seen.Count + 1} leads to a page that was there before");
            }

            yield return (page, token is null);
        }
        while (token is not null);
    }

    private static string? Token(BinaryData page, string next, string what)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(page.ToMemory());
            return document.RootElement.ValueKind != JsonValueKind.Object ? throw new SourceFailedException(SourceFailure.BadAnswer, $"{what}: expected a JSON object")
                : document.RootElement.TryGetProperty(next, out JsonElement token) && token.ValueKind == JsonValueKind.String && token.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (JsonException e)
        {
            throw new SourceFailedException(SourceFailure.BadAnswer, $"{what}: no JSON: {e.Message.Split('.', 2)[0]}", null, e);
        }
    }
}
