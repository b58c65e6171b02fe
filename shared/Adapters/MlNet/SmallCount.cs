namespace Observability.Adapters.MlNet;

/// <summary>Poisson counts of a small mean.</summary>
internal static class SmallCount
{
    /// <summary>By inversion of one uniform number (Devroye 1986, X.3); at most 200.</summary>
    public static int Draw(Random random, double mean)
    {
        double left = random.NextDouble(), term = Math.Exp(-Math.Max(mean, 0));
        int count = 0;
        for (; left > term && count < 200; count++)
        {
            left -= term;
            term *= mean / (count + 1);
        }

        return count;
    }
}
