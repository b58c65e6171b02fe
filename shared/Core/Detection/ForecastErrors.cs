using System.Runtime.Intrinsics;

namespace Observability.Core.Detection;

/// <summary>How well each of the seven forecasts did, and what it counts for that.</summary>
/// <remarks>
/// Reckoned four at a time: level, time of day, time of week and last value, then the first three with their drifts. NaN is a forecast that is not known: it counts nothing and learns nothing.
/// </remarks>
internal static class ForecastErrors
{
    /// <summary>Weight of the newest residual in a drift: remembers about ten points.</summary>
    private const double DriftMemory = 0.1;

    /// <summary>A season starts with the error of no forecast at all, as if judged so often: one lucky hit proves nothing.</summary>
    private const double Doubt = 30;

    /// <summary>All bits for the two that are seasons.</summary>
    private static Vector256<double> Seasonal => Vector256.Create(0L, -1, -1, 0).AsDouble();

    /// <summary>Weights of the forecasts without drift.</summary>
    public static Vector256<double> Weights(ref readonly ForecastMemory m, Vector256<double> alone) => Weights(alone, Alone(in m.Error), Alone(in m.Judged), m.SlowSpread);

    /// <summary>Weights of those with it.</summary>
    public static Vector256<double> DriftedWeights(ref readonly ForecastMemory m, Vector256<double> drifted) => Weights(drifted, Drifted(in m.Error), Drifted(in m.Judged), m.SlowSpread);

    /// <summary>Drifts of the baselines; the last value has none.</summary>
    public static Vector256<double> Drift(ref readonly ForecastMemory m) => Vector256.Create(m.Drift[0], m.Drift[1], m.Drift[2], double.NaN);

    /// <summary>The numbers of known forecasts, and 0 for the others.</summary>
    public static Vector256<double> Known(Vector256<double> forecast, Vector256<double> x) => Vector256.ConditionalSelect(Vector256.Equals(forecast, forecast), x, Vector256<double>.Zero);

    /// <summary>Learns drifts, and how far off each forecast was; one with a drift is judged with the drift as it is now.</summary>
    public static void Learn(ref ForecastMemory m, double value, Vector256<double> alone)
    {
        (Vector256<double> error, Vector256<double> judged) = Judge(alone, value, Alone(in m.Error), Alone(in m.Judged), m.SlowSpread);
        Vector256<double> drift = Drift(in m), limit = Forecaster.Clip * error, residual = Vector256.Create(value) - alone - drift;
        drift += Known(alone, DriftMemory * Vector256.MinNative(Vector256.MaxNative(residual, -limit), limit));
        (Vector256<double> driftedError, Vector256<double> driftedJudged) = Judge(alone + drift, value, Drifted(in m.Error), Drifted(in m.Judged), m.SlowSpread);
        Set(ref m.Error, error, driftedError);
        Set(ref m.Judged, judged, driftedJudged);
        (m.Drift[0], m.Drift[1], m.Drift[2]) = (drift[0], drift[1], drift[2]);
    }

    private static Vector256<double> Weights(Vector256<double> forecast, Vector256<double> error, Vector256<double> judged, double spread)
    {
        Vector256<double> few = Vector256<double>.One + Vector256.Create(4.0) / (judged + Vector256<double>.One); // few judgements: trusted less
        Vector256<double> careful = (error + Vector256.Create(1e-6 * spread)) * few / Vector256.Create(Math.Max(spread, double.Epsilon));
        Vector256<double> square = careful * careful, weight = Vector256<double>.One / Vector256.MaxNative(square * square, Vector256.Create(1e-30));
        return Known(forecast, Vector256.ConditionalSelect(Vector256.Equals(judged, Vector256<double>.Zero), Vector256.Create(1e-12), weight));
    }

    /// <summary>Mean errors with this one, clipped, and how many they rest on: exact over the first, then exponential.</summary>
    private static (Vector256<double> Error, Vector256<double> Judged) Judge(Vector256<double> forecast, double value, Vector256<double> error, Vector256<double> judged, double spread)
    {
        Vector256<double> begins = Vector256.Equals(judged, Vector256<double>.Zero) & Seasonal;
        Vector256<double> mean = Vector256.ConditionalSelect(begins, Vector256.Create(spread), error), seen = Vector256.ConditionalSelect(begins, Vector256.Create(Doubt), judged);
        Vector256<double> miss = Vector256.Abs(Vector256.Create(value) - forecast), more = seen + Vector256<double>.One;
        Vector256<double> whole = Vector256.LessThan(seen, Vector256.Create(8.0)) | Vector256.Equals(mean, Vector256<double>.Zero);
        Vector256<double> clipped = Vector256.ConditionalSelect(whole, miss, Vector256.MinNative(miss, Forecaster.Clip * mean));
        mean += Vector256.MaxNative(Vector256.Create(Forecaster.ErrorMemory), Vector256<double>.One / more) * (clipped - mean);
        Vector256<double> known = Vector256.Equals(forecast, forecast);
        return (Vector256.ConditionalSelect(known, mean, error), Vector256.ConditionalSelect(known, Vector256.MinNative(more, Vector256.Create(1e6)), judged));
    }

    // In the state the last value comes first, then each baseline, alone and with its drift.
    private static Vector256<double> Alone(ref readonly ForecastMemory.Seven x) => Vector256.Create(x[1], x[3], x[5], x[0]);

    private static Vector256<double> Drifted(ref readonly ForecastMemory.Seven x) => Vector256.Create(x[2], x[4], x[6], 0);

    private static void Set(ref ForecastMemory.Seven x, Vector256<double> alone, Vector256<double> drifted)
    {
        x[0] = alone[3];
        for (int i = 0; i < 3; i++)
        {
            x[2 * i + 1] = alone[i];
            x[2 * i + 2] = drifted[i];
        }
    }
}
