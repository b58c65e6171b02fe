using Observability.Core.Configuration;
using Observability.Core.Storage;

namespace Observability.Core.Telemetry;

/// <summary>Sends, every five minutes, what is new to the tables of a Log Analytics workspace: a row about the service itself, runs, incidents, and how fresh datasets are.</summary>
/// <remarks>
/// At least once: every part goes on from what was taken, kept in the store, and a row that is sent again has the same key.
/// A sink that asks for time is asked again after it, and what comes behind waits too.
/// </remarks>
public sealed class SendTelemetry(
    TelemetryStates states, SendTick tick, SendRuns runs, SendIncidents incidents, SendDatasets datasets, DueRows due, Func<Settings> settings, TimeProvider time) : IDueWork
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private const string Id = "logs";

    // Of marks that are left over: soon, but other due work first.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public string Kind => DueKind.Telemetry;

    /// <summary>Reminds of the next time; again and again is the same reminder.</summary>
    public Task ArmAsync(CancellationToken cancel) =>
        due.PutAsync(SendDatasets.LookAt(time.GetUtcNow(), Every) + Every, Kind, Id, cancel);

    public async Task RunAsync(string id, CancellationToken cancel)
    {
        await ArmAsync(cancel).ConfigureAwait(false);
        if (await SendAsync(cancel).ConfigureAwait(false) is { } after)
        {
            await due.PutAsync(time.GetUtcNow() + after, Kind, Id, cancel).ConfigureAwait(false);
        }
    }

    /// <returns>After which time to go on before the next regular one; null when nothing is left.</returns>
    private async Task<TimeSpan?> SendAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        Uri? dashboard = settings().Dashboard.At;
        TelemetryState before = await states.LoadAsync(cancel).ConfigureAwait(false);
        TelemetryState state = before with { Problem = null };
        TelemetrySent sent = await tick.RunAsync(before, now, cancel).ConfigureAwait(false);
        state = state.Add(sent);
        bool more = false;
        if (sent.After is null)
        {
            (sent, more) = await runs.RunAsync(dashboard, now, cancel).ConfigureAwait(false);
            state = state.Add(sent);
        }

        if (sent.After is null)
        {
            (sent, TelemetryState next) = await incidents.RunAsync(state, dashboard, now, cancel).ConfigureAwait(false);
            state = next.Add(sent);
        }

        if (sent.After is null)
        {
            (sent, TelemetryState next) = await datasets.RunAsync(state, settings().Logs.DatasetsEvery, dashboard, now, cancel).ConfigureAwait(false);
            state = next.Add(sent);
        }

        await states.SaveAsync(state, cancel).ConfigureAwait(false);
        return sent.After ?? (more ? Soon : null);
    }
}
