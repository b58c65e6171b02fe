using System.Text.Json.Nodes;

namespace Observability.Infra.Templates;

/// <summary>What a deployment would make.</summary>
public sealed record Predicted(IReadOnlyList<PredictedResource> Resources, JsonObject Outputs)
{
    public static Predicted Read(string snapshot)
    {
        JsonNode json = JsonNode.Parse(snapshot)!;
        return new([.. json["predictedResources"]!.AsArray().Select(r => new PredictedResource((JsonObject)r!))], (JsonObject)json["outputs"]!);
    }

    /// <param name="type">Compared without regard to case.</param>
    public IReadOnlyList<PredictedResource> Of(string type) => [.. Resources.Where(r => r.Type.Equals(type, StringComparison.OrdinalIgnoreCase))];

    public PredictedResource One(string type) => Assert.Single(Of(type));
}

/// <summary>One resource as it would be; what is known only in Azure stands as an expression in brackets.</summary>
public sealed record PredictedResource(JsonObject Json)
{
    public string Type => (string)Json["type"]!;

    public string Name => (string)Json["name"]!;

    public string Id => (string?)Json["id"] ?? (string)Json["name"]!;

    /// <summary>Value below its properties, as text: <c>a.b[0]</c> is written <c>a.b.0</c>; null when there is none.</summary>
    public string? this[string path] => At(path) switch
    {
        null => null,
        JsonValue value => value.ToString(),
        { } other => other.ToJsonString(),
    };

    public JsonNode? At(string path) => path.Split('.').Aggregate(Json["properties"], (at, step) => at switch
    {
        JsonArray list when int.TryParse(step, out int i) => i < list.Count ? list[i] : null,
        JsonObject map => map[step],
        _ => null,
    });

    public override string ToString() => $"{Type} {Name}";
}
