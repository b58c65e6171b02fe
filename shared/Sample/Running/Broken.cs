using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>What is wrong with the inputs of a run, and what it does about it.</summary>
/// <param name="Volume">Ratio of the usual amount of input; unitless.</param>
internal sealed record Broken(Need Need, double Volume, Fault? Fault, Dataset? Dataset)
{
    public static Broken None { get; } = new(Need.Old, 1, null, null);
}
