using Observability.Core.Configuration;

namespace Observability.Core.Collectors;

/// <summary>The settings that hold now, swapped as a whole.</summary>
public sealed class LiveSettings(Settings settings, IReadOnlyList<Receiver> receivers)
{
    private volatile Held _held = new(settings, receivers);

    public Settings Settings => _held.Settings;

    /// <summary>Where notifications go, with secrets resolved.</summary>
    public IReadOnlyList<Receiver> Receivers => _held.Receivers;

    public void Swap(Settings settings, IReadOnlyList<Receiver> receivers) => _held = new(settings, receivers);

    private sealed record Held(Settings Settings, IReadOnlyList<Receiver> Receivers);
}
