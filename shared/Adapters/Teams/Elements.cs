using System.Text.Json.Nodes;
using Observability.Core.Notifications;

namespace Observability.Adapters.Teams;

/// <summary>The few elements that our cards are made of.</summary>
internal static class Elements
{
    // Characters that a card of the usual width has room for in its largest font.
    private const int Widest = 44;

    /// <summary>Card hosts fill in <c>{{DATE(…)}}</c> even in text runs; a zero-width space between the braces keeps them literal.</summary>
    public static string Literal(string text) => Apart(Apart(text)).Replace("${", "$\u200b{", StringComparison.Ordinal);

    // Once leaves every second pair of a long run of braces; twice leaves none.
    private static string Apart(string text) => text.Replace("{{", "{\u200b{", StringComparison.Ordinal);

    /// <summary>Names within the text made to fit: card hosts break lines at spaces only, and a word that is wider than the card runs out of it.</summary>
    public static string Short(string text) => ShortName.Within(text, Widest);

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

    /// <summary>Label and value side by side; values line up. Names are shortened, but that of the subject, which has as many lines as it needs.</summary>
    public static JsonObject Row(Fact fact) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray(
            Column("110px", Text(fact.Label, "Default", subtle: true)),
            Column("stretch", fact.Label == MessageOf.SubjectLabel ? [.. ShortName.Lines(fact.Value, Widest).Select((line, i) => Tight(Text(line, "Default"), i > 0))] : [Text(Short(fact.Value), "Default")])),
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

    private static JsonObject Tight(JsonObject text, bool tight)
    {
        text["spacing"] = tight ? "None" : "Small";
        return text;
    }

    private static JsonObject Column(string width, params JsonObject[] items) =>
        new() { ["type"] = "Column", ["width"] = width, ["items"] = new JsonArray([.. items]) };
}
