using System.Text.Json.Nodes;

namespace Observability.Infra.Workbooks;

/// <summary>How columns look: thresholds in colour, links, seconds, and what is there for choosing alone.</summary>
internal static class Formatters
{
    // Azure's numbers for ways to show a column.
    private const int Text = 1;
    private const int Hidden = 5;
    private const int Link = 7;
    private const int Automatic = 0;
    private const int Thresholds = 18;

    // Azure's number for seconds as a unit.
    private const int Seconds = 24;

    public static JsonObject Grid(JsonObject item)
    {
        IEnumerable<JsonObject> formatters = Coloured(item)
            .Concat(Each(item, "links").Select(c => Column(c, Link, new() { ["linkTarget"] = "Url", ["linkLabel"] = "open" })))
            .Concat(Each(item, "seconds").Select(c => Unit(Column(c, Automatic, null))))
            .Concat(Each(item, "hidden").Select(c => Column(c, Hidden, null)));
        JsonObject grid = new() { ["formatters"] = new JsonArray([.. formatters]), ["rowLimit"] = 1000 };
        if (item["filter"] is { } filter)
        {
            grid["filter"] = filter.DeepClone();
        }

        return grid;
    }

    public static JsonObject Tiles(JsonObject item, JsonObject tiles)
    {
        string value = (string)tiles["value"]!;
        return new()
        {
            ["titleContent"] = Column((string)tiles["title"]!, Text, null),
            ["leftContent"] = Coloured(item).SingleOrDefault(c => (string?)c["columnMatch"] == value) ?? Column(value, Automatic, null),
            ["showBorder"] = true,
        };
    }

    private static IEnumerable<JsonObject> Coloured(JsonObject item) =>
        (item["colors"] as JsonObject ?? []).Select(c => Column(c.Key, Thresholds, Grid(((JsonObject)c.Value!).Select(v => ("==", v.Key, (string)v.Value!)), "gray")))
            .Concat((item["above"] as JsonObject ?? []).Select(c => Column(c.Key, Thresholds, Grid(((JsonArray)c.Value!).Select(v => (">", v![0]!.ToString(), (string)v[1]!)), (string?)item["otherwise"]))));

    private static JsonObject Grid(IEnumerable<(string Operator, string Value, string Colour)> thresholds, string? otherwise) => new()
    {
        ["thresholdsOptions"] = "colors",
        ["thresholdsGrid"] = new JsonArray(
        [
            .. thresholds.Select(t => new JsonObject { ["operator"] = t.Operator, ["thresholdValue"] = t.Value, ["representation"] = t.Colour, ["text"] = "{0}{1}" }),
            new JsonObject { ["operator"] = "Default", ["thresholdValue"] = null, ["representation"] = otherwise, ["text"] = "{0}{1}" },
        ]),
    };

    private static IEnumerable<string> Each(JsonObject item, string name) => (item[name] as JsonArray ?? []).Select(n => (string)n!);

    private static JsonObject Column(string name, int formatter, JsonObject? options)
    {
        JsonObject column = new() { ["columnMatch"] = name, ["formatter"] = formatter };
        if (options is not null)
        {
            column["formatOptions"] = options;
        }

        return column;
    }

    private static JsonObject Unit(JsonObject column)
    {
        column["numberFormat"] = new JsonObject { ["unit"] = Seconds, ["options"] = new JsonObject { ["style"] = "decimal", ["maximumFractionDigits"] = 0 } };
        return column;
    }
}
