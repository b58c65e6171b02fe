namespace Observability.Core.Configuration;

/// <summary>Guesses what was meant.</summary>
public static class Nearest
{
    /// <summary><c>; did you mean "…"?</c> with the closest of the words, or nothing when none is close.</summary>
    public static string DidYouMean(string written, IEnumerable<string> words)
    {
        string? best = words
            .Select(word => (Word: word, Distance: Distance(written.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(c => c.Distance <= Math.Max(1, c.Word.Length / 3))
            .OrderBy(c => c.Distance).ThenBy(c => c.Word, StringComparer.Ordinal)
            .Select(c => c.Word).FirstOrDefault();
        return best is null ? "" : $"; did you mean \"{best}\"?";
    }

    /// <summary>Fewest insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) between the first 64 characters of each.</summary>
    private static int Distance(string a, string b)
    {
        a = a[..Math.Min(a.Length, 64)];
        b = b[..Math.Min(b.Length, 64)];
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(change, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], 1 + cost[i - 2, j - 2]);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
