using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Azure;

/// <summary>Answers of Azure's management API: one document, or several after each other; as they came, or recorded with their request.</summary>
/// <remarks>A document is read as a whole, so it may have 8 MiB at most; longer ones are rejected. Each of its items is a record.</remarks>
public abstract class AzureFormat : IFormat
{
    public abstract string Name { get; }

    public bool Recognises(Head head)
    {
        string text = Encoding.UTF8.GetString(head.Bytes.Span);
        return text.AsSpan().TrimStart() is ['{' or '[', ..] && Knows(text);
    }

    public async IAsyncEnumerable<Record> ReadAsync(Input input, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (JsonPiece piece in JsonPieces.ReadAsync(input, inside: null, cancel).ConfigureAwait(false))
        {
            Record whole = new() { Line = piece.Line, Bytes = piece.Bytes };
            using JsonDocument? document = piece.Parse(input.Name, out BadInput? problem);
            if (document is null)
            {
                yield return whole with { Problem = problem };
                continue;
            }

            bool any = false;
            (JsonElement body, string path) = Body(document.RootElement);
            foreach (AzureItem item in Items(body, path))
            {
                any = true;
                Record record = new() { Line = piece.At(input.Name, item.Path, "").Line, Bytes = Encoding.UTF8.GetBytes(item.Json.GetRawText()) };
                Record read = Read(item, record, out string? field, out string? wrong);
                yield return wrong is null ? read : record with { Problem = piece.At(input.Name, field is null ? item.Path : $"{item.Path}.{field}".TrimStart('.'), wrong) };
            }

            if (!any)
            {
                yield return whole with { Ignored = "lists nothing" };
            }
        }
    }

    /// <summary>Whether an input that begins like this, JSON surely, is of this format.</summary>
    private protected abstract bool Knows(string head);

    /// <summary>The items of an answer, with their paths.</summary>
    private protected abstract IEnumerable<AzureItem> Items(JsonElement body, string path);

    /// <param name="field">Which field is wrong, below the item; null: the item itself.</param>
    /// <param name="wrong">What is wrong; null when nothing is.</param>
    private protected abstract Record Read(AzureItem item, Record record, out string? field, out string? wrong);

    /// <summary>Every element of a list, with its path.</summary>
    private protected static IEnumerable<AzureItem> Each(JsonElement within, string path, string name) =>
        within.Items(name).Select((item, i) => new AzureItem(item, $"{Under(path, name)}[{i}]"));

    private protected static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    // A recording keeps the request too.
    private static (JsonElement Body, string Path) Body(JsonElement root) =>
        root.Object("response").Object("body") is { ValueKind: JsonValueKind.Object } body ? (body, "response.body") : (root, "");
}

/// <summary>One item of an answer.</summary>
/// <param name="Path">Where it stands, for <see cref="JsonPlace"/>.</param>
internal readonly record struct AzureItem(JsonElement Json, string Path);
