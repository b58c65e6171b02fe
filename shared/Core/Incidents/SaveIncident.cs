using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Writes a changed incident with all that is to be told of it, in one batch, and reminds of what is to be told later.</summary>
public sealed class SaveIncident(IncidentStore incidents, IAnnounce announce, DueRows due, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <param name="etag">null for a new one.</param>
    /// <returns>False when somebody else was faster: read it again and decide anew.</returns>
    public async Task<bool> RunAsync(Incident changed, string? etag, CancellationToken cancel)
    {
        Announcing announcing = await announce.AnnounceAsync(changed, cancel).ConfigureAwait(false);
        if (announcing.Again is { } again)
        {
            await due.PutAsync(again, DueKind.Tell, changed.Id, cancel).ConfigureAwait(false);
        }

        if (changed.Feedback.Count > 0)
        {
            // A moment later: whoever is woken reads the incident as it is about to be saved.
            await due.PutAsync(time.GetUtcNow() + Soon, DueKind.Feedback, changed.Id, cancel).ConfigureAwait(false);
        }

        Incident counted = changed with { Notifications = changed.Notifications + announcing.Messages };
        return await incidents.SaveAsync(counted, etag, announcing.Beside, cancel).ConfigureAwait(false);
    }
}
