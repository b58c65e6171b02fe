using System.Numerics;
using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>Saliency of the newest point of a sliding window in the residual of its log spectrum; threshold τ = 3.</summary>
/// <remarks>
/// A = |F(x)|, L = log A, R = L − mean_q(L), S = |F⁻¹(exp(R + iP))|; score = (S_n − mean_z(S)) / mean_z(S). Window 256 (the paper's 1,440 to 2,880 rounded to what files of this length allow), q = 3, z = 21, κ = 5
/// estimated points after the newest, from m = 5. Source: Ren and others, <i>Time-Series Anomaly Detection Service at Microsoft</i>, KDD 2019, without its convolutional network.
/// </remarks>
internal sealed class SpectralResidual : IPeer
{
    private const int Size = 256;
    private const int Spectrum = 3;
    private const int Local = 21;
    private const int Estimated = 5;
    private const double Threshold = 3;

    private readonly Window _window = new(Size - Estimated);

    public double Score(Point point)
    {
        _window.Add(point.Value);
        return _window.IsFull ? PeerScore.Of(Math.Max(0, Saliency()), Threshold) : 0;
    }

    private double Saliency()
    {
        double[] values = _window.ToArray();
        int last = values.Length - 1;
        double gradient = Enumerable.Range(1, Estimated).Average(i => (values[last] - values[last - i]) / i);
        double next = values[last - Estimated + 1] + (gradient * Estimated);
        Complex[] spectrum = [.. values.Concat(Enumerable.Repeat(next, Estimated)).Select(v => new Complex(v, 0))];
        Fourier.Transform(spectrum, inverse: false);
        double[] log = [.. spectrum.Select(c => Math.Log(Math.Max(c.Magnitude, 1e-12)))];
        double sum = 0;
        for (int i = 0; i < Size; i++)
        {
            sum += log[i] - (i >= Spectrum ? log[i - Spectrum] : 0);
            spectrum[i] = Complex.FromPolarCoordinates(Math.Exp(log[i] - (sum / Math.Min(i + 1, Spectrum))), spectrum[i].Phase);
        }

        Fourier.Transform(spectrum, inverse: true);
        double mean = Enumerable.Range(last - Local, Local).Average(i => spectrum[i].Magnitude);
        return mean == 0 ? 0 : (spectrum[last].Magnitude - mean) / mean;
    }
}
