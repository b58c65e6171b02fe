using System.Text;

namespace Observability.Cli;

/// <summary>Text from files and stores, made fit for a terminal: nothing in it moves the cursor, colours, renames the window or turns the line round.</summary>
internal static class TerminalText
{
    /// <summary>The text with <c>?</c> in place of control characters other than line ends, and of what changes the direction of writing; a tab is a space.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        StringBuilder safe = new(text.Length);
        foreach (char c in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            safe.Append(c == '\t' ? ' ' : c != '\n' && (char.IsControl(c) || IsDirection(c)) ? '?' : c);
        }

        return safe.ToString();
    }

    /// <summary>As <see cref="Of"/>, in one line.</summary>
    public static string LineOf(string text) => Of(text).Replace('\n', ' ');

    /// <summary>A JSON document that says the same, with what changes the direction of writing escaped as its control characters are.</summary>
    public static string JsonOf(string json) => json.Any(IsDirection) ? string.Concat(json.Select(c => IsDirection(c) ? $"\\u{(int)c:X4}" : $"{c}")) : json;

    // Marks, embeddings, overrides and isolates (Unicode Standard Annex 9), and line and paragraph separators.
    private static bool IsDirection(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029';
}
