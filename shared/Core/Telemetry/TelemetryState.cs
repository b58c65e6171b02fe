using System.Text.Json.Serialization;
using Observability.Core.Storage;

namespace Observability.Core.Telemetry;

/// <summary>How far logs were sent.</summary>
public sealed record TelemetryState
{
    /// <summary>Up to when incidents that opened were looked for; null before the first time.</summary>
    public DateTimeOffset? IncidentsUntil { get; init; }

    /// <summary>Incidents that were sent and not yet sent as closed and settled: by id, what their list row was like.</summary>
    public IReadOnlyDictionary<string, string> Incidents { get; init; } = new Dictionary<string, string>();

    /// <summary>The newest look at all datasets that was sent as a whole; null before the first.</summary>
    public DateTimeOffset? DatasetsAt { get; init; }

    /// <summary>Rows taken so far.</summary>
    public long Sent { get; init; }

    /// <summary>Rows that never will be.</summary>
    public long Refused { get; init; }

    /// <summary>Why the last try stopped; null when it did not.</summary>
    public string? Problem { get; init; }

    public TelemetryState Add(TelemetrySent sent) => this with { Sent = Sent + sent.Done - sent.Refused, Refused = Refused + sent.Refused, Problem = sent.Problem ?? Problem };
}

/// <summary>One row. Two processes that send at once send twice, and each knows what it sent: the last word stays.</summary>
public sealed class TelemetryStates(ITableStore store)
{
    private const string Table = "logstate";
    private const string Only = "state";

    public async Task<TelemetryState> LoadAsync(CancellationToken cancel) =>
        await store.GetAsync(Table, Only, Only, cancel).ConfigureAwait(false) is { } row ? Json.Read(row, TelemetryJson.Default.TelemetryState) : new();

    public Task SaveAsync(TelemetryState state, CancellationToken cancel) =>
        store.WriteAsync(Table, Only, [new Write.Put(Only, Json.Values(state, TelemetryJson.Default.TelemetryState))], cancel);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TelemetryState))]
internal sealed partial class TelemetryJson : JsonSerializerContext;
