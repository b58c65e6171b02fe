using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>A learned stage that is loaded when it is first asked: most calls of a function never need it, and its libraries take longer to load than they do.</summary>
/// <param name="load">Null: the unlearned score stands.</param>
public sealed class LazyFusion(Func<IFusion?> load) : IFusion
{
    private readonly Lazy<IFusion?> _fusion = new(load);

    public double Score(ReadOnlySpan<float> features, double unlearned) => _fusion.Value?.Score(features, unlearned) ?? unlearned;
}
