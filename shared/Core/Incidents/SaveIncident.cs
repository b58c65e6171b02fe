using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Writes a changed incident with all that is to be told of it, in one batch, and reminds of what is to be told later.</summary>
public sealed class SaveIncident(IncidentStore incidents, IAnnounce announce, DueRows due)
{
    /// <param name="etag">null for a new one.</param>
    /// <returns>False when somebody else was faster: read it again and decide anew.</returns>
    public async Task<bool> RunAsync(Incident changed, string? etag, CancellationToken cancel)
    {
        Announcing announcing = await announce.AnnounceAsync(changed, cancel).ConfigureAwait(false);
        if (announcing.Again is { } again)
        {
            await due.PutAsync(again, DueKind.Tell, changed.Id, cancel).ConfigureAwait(false);
        }

        Incident counted = changed with { Notifications = changed.Notifications + announcing.Messages };
        return await incidents.SaveAsync(counted, etag, announcing.Beside, cancel).ConfigureAwait(false);
    }
}
