using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Observability.Core.Configuration;
using Observability.Core.Primitives;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Observability.Adapters.Yaml;

/// <summary>Turns YAML nodes into the JSON of a type, checking each against the type's own description and noting where it stands.</summary>
internal sealed class YamlBinder(string source)
{
    private readonly Dictionary<string, (long Line, long Column)> _places = [];
    private readonly List<BadInput> _problems = [];

    public IReadOnlyDictionary<string, (long Line, long Column)> Places => _places;

    public IReadOnlyList<BadInput> Problems => _problems;

    /// <returns>null when there is nothing to set, or a problem was noted.</returns>
    public JsonNode? Bind(YamlNode node, Type type, string path)
    {
        _places[path] = (node.Start.Line, node.Start.Column);
        JsonTypeInfo info = SettingsJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" }
            ? null
            : info.Kind switch
            {
                JsonTypeInfoKind.Object => Object(node, info, path),
                JsonTypeInfoKind.Enumerable => List(node, info, path),
                _ => Scalar(node, info.Type, path),
            };
    }

    private JsonObject? Object(YamlNode node, JsonTypeInfo info, string path)
    {
        if (node is not YamlMappingNode map)
        {
            Wrong(node, path, "expected keys and values");
            return null;
        }

        JsonObject bound = [];
        string[] names = [.. info.Properties.Where(p => p.Set is not null).Select(p => p.Name)];
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? "";
            if (!names.Contains(name))
            {
                Wrong(key, Join(path, name), $"is unknown{Suggest.For(name, names)}");
            }
            else if (Bind(value, info.Properties.Single(p => p.Name == name).PropertyType, Join(path, name)) is { } json)
            {
                bound[name] = json;
            }
        }

        foreach (JsonPropertyInfo missing in info.Properties.Where(p => p.IsRequired && !map.Children.Any(c => c.Key is YamlScalarNode k && k.Value == p.Name && c.Value is not YamlScalarNode { Value: "" })))
        {
            Wrong(node, Join(path, missing.Name), "is missing");
        }

        return bound;
    }

    private JsonArray? List(YamlNode node, JsonTypeInfo info, string path)
    {
        if (node is not YamlSequenceNode list)
        {
            Wrong(node, path, node is YamlScalarNode one ? $"expected a list: [{one.Value}]" : "expected a list, each entry behind a dash");
            return null;
        }

        return new JsonArray([.. list.Children.Select((child, i) => Entry(child, info.ElementType!, $"{path}[{i}]"))]);
    }

    private JsonNode? Entry(YamlNode node, Type type, string path)
    {
        int before = _problems.Count;
        JsonNode? bound = Bind(node, type, path);
        if (bound is null && _problems.Count == before)
        {
            Wrong(node, path, "is empty");
        }

        return bound;
    }

    private JsonValue? Scalar(YamlNode node, Type type, string path)
    {
        if (node is not YamlScalarNode { Value: { } text })
        {
            Wrong(node, path, "expected one value");
            return null;
        }

        JsonValue? value = type switch
        {
            _ when type == typeof(bool) => text switch { "true" => JsonValue.Create(true), "false" => JsonValue.Create(false), _ => null },
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int i) ? JsonValue.Create(i) : null,
            _ when type == typeof(decimal) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal d) ? JsonValue.Create(d) : null,
            _ when type.IsEnum => Suggest.Words(type).Contains(text) ? JsonValue.Create(text) : null,
            _ => JsonValue.Create(text),
        };
        if (value is null)
        {
            Wrong(node, path, Suggest.Expected(type, text));
            return null;
        }

        try
        {
            _ = value.Deserialize(type, SettingsJson.Options);
            return value;
        }
        catch (JsonException e)
        {
            Wrong(node, path, $"{e.Message}, found \"{text}\"");
            return null;
        }
    }

    private void Wrong(YamlNode node, string path, string problem) =>
        _problems.Add(new(source, node.Start.Line, node.Start.Column, path, problem));

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
