using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Decides who is told of a changed incident. The rows it gives are written in the same batch as the incident.</summary>
public interface IAnnounce
{
    /// <summary>Reminders of what is to be sent stand in the store when this returns; they are harmless when the batch then fails.</summary>
    Task<Announcing> AnnounceAsync(Incident incident, CancellationToken cancel);
}

/// <param name="Beside">Rows for the incident's partition.</param>
/// <param name="Messages">How many messages are among them.</param>
/// <param name="Again">When to ask again although nothing happens; null: never.</param>
public sealed record Announcing(IReadOnlyList<Write> Beside, int Messages, DateTimeOffset? Again);
