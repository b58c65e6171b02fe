using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Observability.Core.Configuration;

/// <summary>The JSON schema of observability.yaml, made from the records, so that it cannot say anything else than the reader.</summary>
public static class SettingsSchema
{
    /// <returns>A schema of draft 2020-12; editors complete and check YAML with it.</returns>
    public static JsonObject Make()
    {
        JsonSchemaExporterOptions exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        JsonObject schema = (JsonObject)SettingsJson.Options.GetJsonSchemaAsNode(typeof(Settings), exporter);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "observability.yaml");
        return schema;
    }

    private static JsonObject Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        JsonObject schema = node as JsonObject ?? [];
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(TimeSpan))
        {
            schema = new() { ["type"] = "string", ["pattern"] = SpanConverter.Pattern };
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema = new() { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*(Z|[+-][0-9]{2}:[0-9]{2}))?$" };
        }
        else if (type == typeof(DateOnly))
        {
            schema = new() { ["type"] = "string", ["pattern"] = DayConverter.Pattern };
        }
        else if (type == typeof(SecretReference))
        {
            schema = new() { ["type"] = "string" };
        }
        else if (type.IsEnum)
        {
            schema = new() { ["enum"] = new JsonArray([.. Enum.GetValues(type).Cast<Enum>().Select(v => (JsonNode)SettingsJson.Word(v))]) };
        }
        else if (type == typeof(int))
        {
            schema = new() { ["type"] = "integer" };
        }
        else if (type == typeof(decimal))
        {
            schema = new() { ["type"] = "number" };
        }

        object[] notes = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), false) ?? [];
        if (notes is [DescriptionAttribute note])
        {
            schema.Insert(0, "description", note.Description);
        }

        return schema;
    }
}
