using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Lineage;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Web.Lineage;

/// <summary>Reads the lineage around one subject: at most 19 ranges; or what there is to start from: 17.</summary>
internal static class ReadLineage
{
    private const int MostReads = 18;
    private const int StartsShown = 60;

    public static async Task<LineagePageView> RunAsync(Service service, LineageFilter filter, CancellationToken cancel)
    {
        Dictionary<Subject, IncidentSummary> wrong = [];
        foreach (IncidentSummary one in await service.IncidentLists.OpenAsync(cancel).ConfigureAwait(false))
        {
            foreach (Touched touched in one.Touches.Where(t => t.Still))
            {
                wrong.TryAdd(touched.Subject, one); // the worst comes first
            }
        }

        LineageGraph? graph = filter.Of is { } start ? await LineageGraph.LoadAsync(service.Lineage, start, filter.Depth, MostReads, cancel).ConfigureAwait(false) : null;
        if (graph is { Nodes.Count: > 1 })
        {
            return new(filter, graph, wrong, [], 0);
        }

        IReadOnlyList<Subject> all = filter.Of is null ? await AllAsync(service, cancel).ConfigureAwait(false) : [];
        Subject[] found =
        [
            .. all.Where(s => string.IsNullOrWhiteSpace(filter.Text) || s.Name.Contains(filter.Text.Trim(), StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(wrong.ContainsKey).ThenBy(s => s.Name, StringComparer.Ordinal),
        ];
        return new(filter, null, wrong, [.. found.Take(StartsShown)], found.Length);
    }

    private static async Task<IReadOnlyList<Subject>> AllAsync(Service service, CancellationToken cancel)
    {
        List<Subject> all = [];
        await foreach (DatasetState dataset in service.Datasets.AllAsync(cancel).ConfigureAwait(false))
        {
            all.Add(dataset.Dataset);
        }

        await foreach (JobState job in service.Jobs.AllAsync(cancel).ConfigureAwait(false))
        {
            all.Add(job.Job);
        }

        return all;
    }
}
