namespace Observability.Core.Incidents;

/// <summary>Does what a person wants done with an incident, and tells whoever is to be told of it.</summary>
public sealed class ActOnIncident(IncidentStore incidents, SaveIncident save, TimeProvider time)
{
    public async Task<Acted> RunAsync(string id, Act act, CancellationToken cancel)
    {
        while (await incidents.FindAsync(id, cancel).ConfigureAwait(false) is { } stored)
        {
            (ActedReason reason, Incident? changed) = IncidentAct.Apply(stored.Incident, act, time.GetUtcNow());
            if (changed is null)
            {
                return new(reason, stored.Incident);
            }

            if (await save.RunAsync(changed, stored.ETag, cancel).ConfigureAwait(false))
            {
                return new(reason, changed);
            }
        }

        return new(ActedReason.NoSuchIncident, null);
    }
}

/// <param name="Incident">As it stands now; null when there is none.</param>
public sealed record Acted(ActedReason Reason, Incident? Incident);
