using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>Routes a changed incident to its receivers, and prepares the outbox rows.</summary>
public sealed class AnnounceIncident(ITableStore store, SilenceStore silences, ActLinks links, Func<Settings> settings, TimeProvider time) : IAnnounce
{
    public async Task<Announcing> AnnounceAsync(Incident incident, CancellationToken cancel)
    {
        string table = IncidentStore.TableOf(incident.Id);
        string partition = IncidentStore.PartitionOf(incident.Id);
        List<Told> told = [];
        await foreach (Row row in store.RowsAsync(table, Told.Rows(partition), cancel).ConfigureAwait(false))
        {
            told.Add(Told.Read(row));
        }

        DateTimeOffset now = time.GetUtcNow();
        Settings holds = settings();
        IReadOnlyList<Silence> asked = await silences.AllAsync(now, cancel).ConfigureAwait(false);
        Announced announced = Announcement.Of(incident, told, holds with { Silences = [.. holds.Silences, .. asked.Select(s => s.What)] }, now);
        if (announced.Notifications.Count > 0 && holds.Dashboard.At is { } dashboard)
        {
            Uri page = new(dashboard, "a/" + await links.MakeAsync(incident.Id, now, cancel).ConfigureAwait(false));
            announced = announced with { Notifications = [.. announced.Notifications.Select(n => n with { Page = page })] };
        }

        await Outbox.ArmAsync(store, table, partition, announced.Notifications, cancel).ConfigureAwait(false);
        return new(announced.Writes(), announced.Notifications.Count, announced.Again);
    }
}
