namespace Observability.Benchmarks.Peers;

/// <summary>The peers by name. A new one is one class and one line here.</summary>
internal static class PeerList
{
    public static IReadOnlyList<(string Name, Func<IPeer> Make)> All { get; } =
    [
        ("null", () => new ConstantPeer()),
        ("random", () => new RandomPeer()),
        ("rolling-z", () => new RollingZ()),
        ("mad", () => new RollingMad()),
        ("ewma", () => new EwmaChart()),
        ("seasonal-naive", () => new SeasonalNaive()),
        ("holt-winters", () => new HoltWinters()),
        ("spectral-residual", () => new SpectralResidual()),
        ("context-novelty", () => new ContextNovelty()),
    ];
}
