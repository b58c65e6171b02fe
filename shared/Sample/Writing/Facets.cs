using System.Text.Json;

namespace Observability.Sample.Writing;

/// <summary>Opens facets, each with its producer and schema.</summary>
/// <param name="Producer">URL of the code that made the event.</param>
internal sealed record Facets(Utf8JsonWriter Json, string Producer)
{
    /// <summary>The caller closes the object.</summary>
    /// <param name="schema">Version and name, for example <c>1-0-1/NominalTimeRunFacet</c>.</param>
    public void Open(string name, string schema)
    {
        Json.WriteStartObject(name);
        Json.WriteString("_producer", Producer);
        Json.WriteString("_schemaURL", $"https://openlineage.io/spec/facets/{schema}.json#/$defs/{schema[(schema.IndexOf('/', StringComparison.Ordinal) + 1)..]}");
    }

    /// <summary>A facet that is no part of the specification.</summary>
    public void OpenOwn(string name, string baseType)
    {
        Json.WriteStartObject(name);
        Json.WriteString("_producer", Producer);
        Json.WriteString("_schemaURL", $"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/{baseType}");
    }

    public void Tag(string key, string value, string source)
    {
        Json.WriteStartObject();
        Json.WriteString("key", key);
        Json.WriteString("value", value);
        Json.WriteString("source", source);
        Json.WriteEndObject();
    }
}
