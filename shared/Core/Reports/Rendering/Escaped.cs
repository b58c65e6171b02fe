using System.Net;
using System.Text;
using Observability.Core.Primitives;

namespace Observability.Core.Reports.Rendering;

/// <summary>Text from outside, made harmless for where it is to stand. Control characters and those that turn the direction of text become <c>?</c>.</summary>
internal static class Escaped
{
    /// <summary>For text and quoted attributes of HTML.</summary>
    public static string Html(string text, int longest = 300) => WebUtility.HtmlEncode(Plain(text, longest));

    /// <summary>For a line of Markdown, also within a table: no markup, no link, no mention.</summary>
    public static string Markdown(string text, int longest = 300)
    {
        StringBuilder safe = new();
        foreach (char c in Plain(text, longest))
        {
            _ = c switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                '@' => safe.Append("&#64;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!' or '#' or '$' => safe.Append('\\').Append(c),
                _ => safe.Append(c),
            };
        }

        return safe.Replace("://", "&#58;//").Replace("www.", "www&#46;").ToString();
    }

    /// <summary>A cell of CSV after RFC 4180 (2005); what a spreadsheet would take for a formula begins with <c>'</c>.</summary>
    public static string Csv(string text)
    {
        string safe = Plain(text, 2000);
        safe = safe.TrimStart() is { Length: > 0 } start && start[0] is '=' or '+' or '-' or '@' or '|' or '%' ? "'" + safe : safe;
        return safe.AsSpan().IndexOfAny("\",;") >= 0 || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>Several lines, each cut and plain: for a block of code.</summary>
    public static IEnumerable<string> Lines(string text) => text.Split('\n').Take(20).Select(line => Plain(line, 1000));

    private static string Plain(string text, int longest)
    {
        string safe = SafeText.Cut(text, longest);
        return safe.Any(IsTurning) ? string.Concat(safe.Select(c => IsTurning(c) ? '?' : c)) : safe;
    }

    // Bidirectional controls (Unicode 16, UAX #9) and characters without width.
    private static bool IsTurning(char c) => c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u200e' or '\u200f' or '\u061c' or '\u200b' or '\ufeff';
}
