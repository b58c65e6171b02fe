using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>Says nothing.</summary>
internal sealed class ConstantPeer : IPeer
{
    public double Score(Point point) => 0;
}

/// <summary>Says something of one point in two hundred, by lot; the lot is the same in every run.</summary>
internal sealed class RandomPeer : IPeer
{
    private readonly Random _random = new(1);

    public double Score(Point point) => _random.NextDouble() is var lot && lot > 0.995 ? 0.5 + ((lot - 0.995) * 100) : lot / 2;
}
