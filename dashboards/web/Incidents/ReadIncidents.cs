using Observability.Core;
using Observability.Core.Incidents;
using Observability.Web.Layout;

namespace Observability.Web.Incidents;

/// <summary>Reads the list of incidents: 5 ranges. Those that are over go back 90 days, at most <see cref="MostRead"/>.</summary>
internal static class ReadIncidents
{
    private const int MostRead = 5000;
    private static readonly TimeSpan Back = TimeSpan.FromDays(90);

    public static async Task<IncidentsView> RunAsync(Service service, IncidentFilter filter, CancellationToken cancel)
    {
        DateTimeOffset now = service.Time.GetUtcNow();
        IReadOnlyList<IncidentSummary> open = await service.IncidentLists.OpenAsync(cancel).ConfigureAwait(false);
        List<IncidentSummary> over = [];
        await foreach (IncidentSummary one in service.IncidentLists.OpenedAsync(now - Back, now.AddTicks(1), cancel).ConfigureAwait(false))
        {
            if (one.Closed is not null)
            {
                over.Add(one);
            }

            if (over.Count == MostRead)
            {
                break;
            }
        }

        IncidentSummary[] all = [.. open, .. over];
        IncidentSummary[] found = [.. over.Where(i => Takes(filter, i))];
        return new(
            [.. open.Where(i => Takes(filter, i))],
            [.. found.Skip((filter.Page - 1) * ListFilter.PageRows).Take(ListFilter.PageRows)],
            found.Length,
            [.. all.Select(i => i.Kind).Distinct().Order(StringComparer.Ordinal)],
            [.. all.Select(i => i.Owner).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)],
            filter);
    }

    private static bool Takes(IncidentFilter filter, IncidentSummary one) =>
        (string.IsNullOrEmpty(filter.Kind) || one.Kind == filter.Kind)
        && (string.IsNullOrEmpty(filter.Owner) || one.Owner == filter.Owner)
        && (string.IsNullOrEmpty(filter.Severity) || string.Equals(one.Severity.ToString(), filter.Severity, StringComparison.OrdinalIgnoreCase));
}
