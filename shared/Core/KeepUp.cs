using Observability.Core.Collectors;
using Observability.Core.Notifications;

namespace Observability.Core;

/// <summary>What one look at the clock did.</summary>
/// <param name="Looked">Reminders that were looked at.</param>
public sealed record KeptUp(int Looked, Delivered Delivered);

/// <summary>Does all work that is due and sends what there is to tell: the local service looks every second, a timer in the cloud every minute.</summary>
/// <remarks>
/// Nothing depends on how often it is called, or on calls that were missed: each piece of work begins where it was last left. Within a process one
/// call runs at a time, and the next waits for it; processes may do the same work at once, which does it once.
/// </remarks>
public sealed class KeepUp(Service service) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _armed;

    public async Task<KeptUp> RunAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (!_armed && service.Refresh is { } starting)
            {
                await starting.StartAsync(cancel).ConfigureAwait(false);
            }

            SettingsLook look = service.Refresh is { } refresh ? await refresh.RunAsync(cancel).ConfigureAwait(false) : SettingsLook.Same;
            if (!_armed || look == SettingsLook.Swapped)
            {
                await service.ArmAsync(cancel).ConfigureAwait(false);
                _armed = true;
            }

            int looked = await service.WhatIsDue.RunAsync(cancel).ConfigureAwait(false);
            return new(looked, await service.Deliver.RunAsync(cancel).ConfigureAwait(false));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
