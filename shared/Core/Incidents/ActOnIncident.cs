using Observability.Core.Incidents.Tuning;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Does what a person wants done with an incident, and tells whoever is to be told of it.</summary>
/// <param name="learn">Makes feedback count; called when it was saved, and again by the due row that is written before.</param>
public sealed class ActOnIncident(IncidentStore incidents, SaveIncident save, LearnFromFeedback learn, DueRows due, TimeProvider time)
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

            if (act.Kind == ActKind.Feedback)
            {
                await due.PutAsync(time.GetUtcNow().AddMinutes(1), DueKind.Feedback, id, cancel).ConfigureAwait(false);
            }

            if (await save.RunAsync(changed, stored.ETag, cancel).ConfigureAwait(false))
            {
                if (act.Kind == ActKind.Feedback)
                {
                    await learn.RunAsync(id, cancel).ConfigureAwait(false);
                }

                return new(reason, changed);
            }
        }

        return new(ActedReason.NoSuchIncident, null);
    }
}

/// <param name="Incident">As it stands now; null when there is none.</param>
public sealed record Acted(ActedReason Reason, Incident? Incident);
