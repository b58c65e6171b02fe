namespace Observability.Core.Cost;

/// <summary>The runs of one day, by resource and by what their jobs are called.</summary>
internal sealed class ActiveRuns(IReadOnlyList<CostedRun> runs)
{
    public static readonly ActiveRuns None = new([]);

    private readonly Dictionary<string, List<CostedRun>> _byResource = runs.GroupBy(r => r.Resource).ToDictionary(g => g.Key, g => g.ToList());

    private readonly Dictionary<string, List<CostedRun>> _byName =
        runs.SelectMany(r => r.JobIds.Select(id => (Id: id, Run: r))).GroupBy(x => x.Id).ToDictionary(g => g.Key, g => g.Select(x => x.Run).ToList());

    public IReadOnlyList<CostedRun> On(string resource) => _byResource.GetValueOrDefault(resource) ?? [];

    public IReadOnlyList<CostedRun> Named(string id) => id.Length == 0 ? [] : _byName.GetValueOrDefault(id) ?? [];
}
