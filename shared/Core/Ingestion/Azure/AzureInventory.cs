using System.Text.Json;
using System.Text.RegularExpressions;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Azure;

/// <summary>Inventory: Azure Resource Graph results (list of objects, or columns and rows), lists of the resource manager, single resources.</summary>
public sealed partial class AzureInventory : AzureFormat
{
    private const int MostTags = 50;

    public override string Name => "azure-resources";

    private protected override bool Knows(string head) => Identified().IsMatch(head) || (head.Contains("\"columns\"", StringComparison.Ordinal) && head.Contains("/subscriptions/", StringComparison.OrdinalIgnoreCase));

    private protected override IEnumerable<AzureItem> Items(JsonElement body, string path)
    {
        JsonElement data = body.Any("data");
        return data.ValueKind == JsonValueKind.Array ? Each(body, path, "data")
            : data.Any("rows").ValueKind == JsonValueKind.Array ? Rows(data, Under(path, "data"))
            : body.Any("value").ValueKind == JsonValueKind.Array ? Each(body, path, "value")
            : body.Text("id") is not null ? [new(body, path)]
            : [];
    }

    private protected override Record Read(AzureItem item, Record record, out string? field, out string? wrong)
    {
        (field, wrong) = (null, null);
        if (item.Json.Text("id") is not { } id)
        {
            (field, wrong) = ("id", "missing");
            return record;
        }

        if (id.Length > Limits.NameLength)
        {
            (field, wrong) = ("id", $"longer than {Limits.NameLength} characters");
            return record;
        }

        return AzureId.Parse(id) is not { } parts
            ? record with { Ignored = "is no resource" }
            : record with
            {
                Facts =
                [
                    new ResourceFact
                    {
                        Id = id,
                        Type = parts.Type,
                        Name = item.Json.Text("name") ?? parts.Names[^1],
                        Location = item.Json.Text("location"),
                        Sku = item.Json.Object("sku").Text("name") ?? item.Json.Object("properties").Object("hardwareProfile").Text("vmSize"),
                        ManagedBy = item.Json.Text("managedBy"),
                        Tags = Tags(item.Json.Object("tags")),
                    },
                ],
            };
    }

    internal static IReadOnlyDictionary<string, string> Tags(JsonElement tags) => tags.ValueKind != JsonValueKind.Object
        ? new SortedDictionary<string, string>(StringComparer.Ordinal)
        : new SortedDictionary<string, string>(
            tags.EnumerateObject().Take(MostTags).Where(t => t.Value.ValueKind == JsonValueKind.String).DistinctBy(t => t.Name).ToDictionary(t => Cut(t.Name), t => Cut(t.Value.GetString()!)),
            StringComparer.Ordinal);

    private static string Cut(string text) => text.Length <= 256 ? text : text[..256];

    // The rows of the table form, each as the object that the list form would hold.
    private static IEnumerable<AzureItem> Rows(JsonElement data, string path)
    {
        string[] columns = [.. data.Items("columns").Select(c => c.Text("name") ?? "")];
        foreach ((int i, JsonElement row) in data.Items("rows").Index())
        {
            if (row.ValueKind != JsonValueKind.Array)
            {
                yield return new(row, $"{path}.rows[{i}]");
                continue;
            }

            Dictionary<string, JsonElement> cells = [];
            foreach ((string column, JsonElement cell) in columns.Zip(row.EnumerateArray()))
            {
                cells[column] = cell;
            }

            yield return new(JsonSerializer.SerializeToElement(cells, RowsJson.Default.DictionaryStringJsonElement), $"{path}.rows[{i}]");
        }
    }

    [GeneratedRegex("\"id\"\\s*:\\s*\"/?subscriptions/", RegexOptions.IgnoreCase)]
    private static partial Regex Identified();
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class RowsJson : System.Text.Json.Serialization.JsonSerializerContext;
