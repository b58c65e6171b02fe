using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Observability.Core.Configuration;

namespace Observability.Unit.Configuration;

public sealed partial class SettingsDocsTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(), "docs", "settings.md"));

    private static readonly string[] Documented = [.. Key().Matches(Text).Select(m => m.Groups[1].Value)];

    [Fact]
    public void Every_key_of_the_schema_has_a_row_in_the_docs() => Assert.Empty(Keys().Except(Documented));

    [Fact]
    public void Every_row_of_the_docs_is_a_key_of_the_schema() => Assert.Empty(Documented.Except(Keys()));

    [Fact]
    public void Required_keys_say_so()
    {
        string[] marked = [.. NeededKey().Matches(Text).Select(m => m.Groups[1].Value)];
        Assert.Empty(Required().Except(marked));
    }

    private static IEnumerable<string> Keys() => Walk(SettingsSchema.Make(), "").Select(k => k.Path);

    private static IEnumerable<string> Required() => Walk(SettingsSchema.Make(), "").Where(k => k.Required).Select(k => k.Path);

    private static IEnumerable<(string Path, bool Required)> Walk(JsonObject schema, string prefix)
    {
        string[] required = [.. (schema["required"] as JsonArray ?? []).Select(r => (string)r!)];
        foreach ((string name, JsonNode? node) in schema["properties"] as JsonObject ?? [])
        {
            JsonObject one = Resolve((JsonObject)node!);
            yield return (prefix + name, required.Contains(name));
            JsonObject inside = one["items"] is JsonObject items ? Resolve(items) : one;
            foreach ((string Path, bool Required) deeper in Walk(inside, prefix + name + (inside == one ? "." : "[].")))
            {
                yield return deeper;
            }
        }
    }

    /// <summary>A type that is used twice is written once, and pointed to.</summary>
    private static JsonObject Resolve(JsonObject schema)
    {
        if (schema["$ref"] is not { } pointer)
        {
            return schema;
        }

        JsonNode at = schema.Root;
        foreach (string step in ((string)pointer!).Split('/').Skip(1))
        {
            at = at[step]!;
        }

        return (JsonObject)at;
    }

    private static string Root()
    {
        DirectoryInfo at = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Observability.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("no Observability.sln above the tests");
        }

        return at.FullName;
    }

    [GeneratedRegex(@"^\| `([^`]+)` \| yes \|", RegexOptions.Multiline)]
    private static partial Regex NeededKey();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Key();
}
