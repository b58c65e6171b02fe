using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Looks at an open incident when its time to be told again has come: a repeat, the end of a silence or a snooze.</summary>
public sealed class TellAgain(IncidentStore incidents, SaveIncident save) : IDueWork
{
    public string Kind => DueKind.Tell;

    public async Task RunAsync(string id, CancellationToken cancel)
    {
        while (await incidents.FindAsync(id, cancel).ConfigureAwait(false) is { Incident.Closed: null } stored)
        {
            if (await save.RunAsync(stored.Incident with { Revision = stored.Incident.Revision + 1 }, stored.ETag, cancel).ConfigureAwait(false))
            {
                return;
            }
        }
    }
}
