using System.Text;

namespace Observability.Core.Primitives;

/// <summary>Makes text from outside fit to stand in one line of ours.</summary>
public static class SafeText
{
    /// <summary>At most <paramref name="longest"/> characters, control characters as <c>?</c>, an ellipsis where it was cut.</summary>
    public static string Cut(ReadOnlySpan<char> text, int longest = 60)
    {
        bool cut = text.Length > longest;
        int length = cut ? longest : text.Length;
        length -= cut && length > 0 && char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        StringBuilder safe = new(length + 1);
        foreach (char c in text[..length])
        {
            safe.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? '?' : c);
        }

        return (cut ? safe.Append('…') : safe).ToString();
    }
}
