using System.Text.Json.Nodes;
using Observability.Core.Notifications;

namespace Observability.Adapters.Teams;

/// <summary>The few elements that our cards are made of.</summary>
internal static class Elements
{
    /// <summary>Card hosts fill in <c>{{DATE(…)}}</c> even in text runs; a zero-width space between the braces keeps them literal.</summary>
    public static string Literal(string text) => Apart(Apart(text)).Replace("${", "$\u200b{", StringComparison.Ordinal);

    // Once leaves every second pair of a long run of braces; twice leaves none.
    private static string Apart(string text) => text.Replace("{{", "{\u200b{", StringComparison.Ordinal);

    public static JsonObject Text(string text, string size, bool bold = false, bool subtle = false, bool mono = false)
    {
        JsonObject run = new() { ["type"] = "TextRun", ["text"] = Literal(text.Length == 0 ? " " : text), ["size"] = size };
        if (bold)
        {
            run["weight"] = "Bolder";
        }

        if (subtle)
        {
            run["isSubtle"] = true;
        }

        if (mono)
        {
            run["fontType"] = "Monospace";
        }

        return new() { ["type"] = "RichTextBlock", ["spacing"] = "Small", ["inlines"] = new JsonArray(run) };
    }

    /// <summary>Label and value side by side; values line up.</summary>
    public static JsonObject Row(Fact fact) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray(Column("110px", Text(fact.Label, "Default", subtle: true)), Column("stretch", Text(fact.Value, "Default"))),
    };

    /// <param name="bleed">Whether the colour reaches the edges of the card.</param>
    public static JsonObject Box(string? style, bool bleed, params JsonObject[] items)
    {
        JsonObject box = new() { ["type"] = "Container", ["items"] = new JsonArray([.. items]) };
        if (style is not null)
        {
            box["style"] = style;
        }

        if (bleed)
        {
            box["bleed"] = true;
        }

        return box;
    }

    private static JsonObject Column(string width, JsonObject item) =>
        new() { ["type"] = "Column", ["width"] = width, ["items"] = new JsonArray(item) };
}
