namespace Observability.Core.Detection;

/// <summary>The scale in which a series' noise is even, chosen by its own last values.</summary>
/// <remarks>
/// Never at or below 0: y = ln x. Some zeros: y = ln(x + c), c = a tenth of the mean. Two or more negative values: y = (x − centre) / unit, unit = mean distance
/// from the centre. So a factor means the same at every level of a positive series, and a distance at every level of any other. A value that the series never
/// showed (0, or negative, where all were positive) is as far below as a thousandth of the mean. Source: Box, Cox, <i>An analysis of transformations</i>, 1964.
/// </remarks>
internal readonly record struct ValueScale(bool Log, double Centre, double Unit)
{
    /// <summary>Share of the mean below which values of a positive series are the same to us.</summary>
    private const double Least = 1e-3;

    private const double Smallest = 1e-300;

    /// <summary>Values further out are judged as that, so that squares stay finite.</summary>
    private const double Furthest = 1e6;

    public static ValueScale Of(ref readonly ShortMemory m)
    {
        int n = m.Count, negative = 0, zero = 0;
        double sum = 0, positive = 0;
        for (int i = 0; i < n; i++)
        {
            double x = m.Raw[i];
            negative += x < 0 ? 1 : 0;
            zero += x == 0 ? 1 : 0;
            sum += x;
            positive += Math.Max(x, 0);
        }

        double mean = sum / Math.Max(n, 1);
        positive /= Math.Max(n, 1);
        if (negative < 2 && positive > 0)
        {
            return new(true, zero > 0 ? 0.1 * positive : 0, Math.Max(Least * positive, Smallest));
        }

        double away = 0;
        for (int i = 0; i < n; i++)
        {
            away += Math.Abs(m.Raw[i] - mean);
        }

        return new(false, mean, Math.Max(away / Math.Max(n, 1), Math.Max(1e-3 * Math.Abs(mean), 1e-150)));
    }

    public double Into(double x) => Log ? Math.Log(Math.Max(x + Centre, Unit)) : Math.Clamp((x - Centre) / Unit, -Furthest, Furthest);

    public double Back(double y) => Log ? Math.Max(Math.Exp(Math.Clamp(y, -340, 340)) - Centre, 0) : y * Unit + Centre;
}
