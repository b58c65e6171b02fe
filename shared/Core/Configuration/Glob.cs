namespace Observability.Core.Configuration;

/// <summary>Patterns in which <c>*</c> is any text and <c>?</c> any one character; everything else is itself.</summary>
/// <remarks>Time is at most |pattern| × |text|, with no pattern that takes longer: on a mismatch only the last star is widened.</remarks>
public static class Glob
{
    public static bool Matches(string pattern, string text) => Matches(pattern, text, static (a, b) => a == b);

    /// <summary>The same, upper and lower case alike.</summary>
    public static bool MatchesAnyCase(string pattern, string text) =>
        Matches(pattern, text, static (a, b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b));

    private static bool Matches(string pattern, string text, Func<char, char, bool> same)
    {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || same(pattern[p], text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
