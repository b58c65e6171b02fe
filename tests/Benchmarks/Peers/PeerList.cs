namespace Observability.Benchmarks.Peers;

/// <summary>The peers by name. A new one is one class and one line here.</summary>
internal static class PeerList
{
    public static IReadOnlyList<(string Name, Func<FileRange, IPeer> Make)> All { get; } =
    [
        ("null", _ => new ConstantPeer()),
        ("random", _ => new RandomPeer()),
        ("rolling-z", _ => new RollingZ()),
        ("mad", _ => new RollingMad()),
        ("ewma", _ => new EwmaChart()),
        ("seasonal-naive", _ => new SeasonalNaive()),
        ("holt-winters", _ => new HoltWinters()),
        ("spectral-residual", _ => new SpectralResidual()),
        ("contexts", _ => new Contexts(null)),
        ("contexts-told-the-range", told => new Contexts(told)),
    ];
}

/// <summary>What only somebody who has the whole file knows: its least and greatest value, and its rows.</summary>
internal readonly record struct FileRange(double Least, double Greatest, int Rows);
