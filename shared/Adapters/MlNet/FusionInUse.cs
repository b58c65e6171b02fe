using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>The learned stage that the settings ask for: the shipped model, or one that <c>obs train</c> wrote into a folder.</summary>
/// <param name="model">The folder that the settings name now; null: the shipped model.</param>
/// <param name="beside">Where a relative path begins.</param>
/// <param name="without">Told why the detector goes on without a model, once for each that cannot be used.</param>
/// <remarks>The shipped model is loaded by the first point that it is asked about: it weighs more than most calls. One of a folder is loaded when the settings name it, since it may be none.</remarks>
public sealed class FusionInUse(Func<string?> model, string beside, Action<string> without)
{
    // Once a process.
    private static readonly Lazy<bool> ShippedCounts = new(() => FusionReport.Shipped() is { Share: > 0 });
    private static readonly Lazy<FusionLoad> Shipped = new(LearnedFusion.Load);

    private readonly Lazy<FusionLoad> _shipped = new(() => Told(Shipped.Value, without));
    private readonly Lock _one = new();
    private ShippedOnDemand? _onDemand;
    private volatile Held? _held;

    /// <summary>The model; null where it cannot be used, or its answer would count for nothing.</summary>
    public IFusion? Now() => Folder() is { } folder ? Load(folder).Fusion : ShippedCounts.Value ? _onDemand ??= new(_shipped) : null;

    /// <summary>The folder asked for (null: the shipped model) and what becomes of loading it.</summary>
    public (string? Folder, FusionLoad Load) Look() => Folder() is { } folder ? (folder, Load(folder)) : (null, _shipped.Value);

    private string? Folder() => model() is { } named ? Path.GetFullPath(named, Path.GetFullPath(beside)) : null;

    private FusionLoad Load(string folder)
    {
        if (_held is { } held && held.Folder == folder)
        {
            return held.Load;
        }

        lock (_one)
        {
            if (_held is not { } known || known.Folder != folder)
            {
                _held = known = new(folder, Told(LearnedFusion.Load(folder), without));
            }

            return known.Load;
        }
    }

    private static FusionLoad Told(FusionLoad load, Action<string> without)
    {
        if (load.Reason is { } reason)
        {
            without(reason);
        }

        return load;
    }

    private sealed record Held(string Folder, FusionLoad Load);

    private sealed class ShippedOnDemand(Lazy<FusionLoad> shipped) : IFusion
    {
        public double Score(ReadOnlySpan<float> features, double unlearned) => shipped.Value.Fusion?.Score(features, unlearned) ?? unlearned;
    }
}
