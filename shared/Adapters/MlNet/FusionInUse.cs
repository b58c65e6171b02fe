using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>The learned stage that the settings ask for: the shipped model, or one that <c>obs train</c> wrote into a folder. Loaded on first use, and again when the settings name another folder.</summary>
/// <param name="model">The folder that the settings name now; null: the shipped model.</param>
/// <param name="beside">Where a relative path begins.</param>
/// <param name="without">Told why the detector goes on without a model, once for each that cannot be used.</param>
public sealed class FusionInUse(Func<string?> model, string beside, Action<string> without)
{
    // Once a process: it weighs more than most commands.
    private static readonly Lazy<FusionLoad> Shipped = new(LearnedFusion.Load);

    private readonly Lock _one = new();
    private volatile Held? _held;

    /// <summary>The model; null where it cannot be used, or its answer would count for nothing.</summary>
    public IFusion? Now() => Look().Load.Fusion;

    /// <summary>The folder asked for (null: the shipped model) and what became of loading it.</summary>
    public (string? Folder, FusionLoad Load) Look()
    {
        string? folder = model() is { } named ? Path.GetFullPath(named, Path.GetFullPath(beside)) : null;
        if (_held is { } held && held.Folder == folder)
        {
            return (folder, held.Load);
        }

        lock (_one)
        {
            if (_held is not { } known || known.Folder != folder)
            {
                FusionLoad load = folder is null ? Shipped.Value : LearnedFusion.Load(folder);
                _held = known = new(folder, load);
                if (load.Reason is { } reason)
                {
                    without(reason);
                }
            }

            return (folder, known.Load);
        }
    }

    private sealed record Held(string? Folder, FusionLoad Load);
}
