using System.Text;

namespace Observability.Adapters.Slack;

/// <summary>Slack's three entities, within a length.</summary>
internal static class SlackText
{
    /// <param name="longest">In characters after escaping; never cut inside an entity or a surrogate pair.</param>
    public static string Escape(string text, int longest)
    {
        StringBuilder escaped = new(text.Length);
        int whole = 0; // length up to which an ellipsis still has room
        foreach (Rune rune in text.EnumerateRunes())
        {
            whole = escaped.Length < longest ? escaped.Length : whole;
            escaped.Append(rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => rune.ToString() });
            if (escaped.Length > longest)
            {
                escaped.Length = whole;
                return escaped.Append('…').ToString();
            }
        }

        return escaped.ToString();
    }

    /// <summary>Lines, escaped, in as few texts of at most <paramref name="longest"/> characters as order allows.</summary>
    public static IEnumerable<string> Pages(IEnumerable<string> lines, int longest)
    {
        StringBuilder page = new();
        foreach (string line in lines.Select(l => Escape(l, longest)))
        {
            if (page.Length > 0 && page.Length + 1 + line.Length > longest)
            {
                yield return page.ToString();
                page.Clear();
            }

            page.Append(page.Length == 0 ? "" : "\n").Append(line);
        }

        if (page.Length > 0)
        {
            yield return page.ToString();
        }
    }
}
