namespace Observability.Core.Cost;

/// <summary>Attributes the charges of days to the runs of those days.</summary>
/// <remarks>
/// Of the methods in <see cref="CostMethod"/> the first that applies takes the whole charge. Charges are of days: within a day, what a resource cost is shared by
/// the wall time of its runs, and is idle only when none was active. Purchases, taxes and credits that name no run are the remainder. The sum of all parts is
/// the bill to the last digit, in each currency, and the order of the inputs changes nothing.
/// </remarks>
public sealed class RunCosts
{
    /// <summary>Most days that one run is looked for on; a run that is longer lost its end.</summary>
    public const int MostDays = 400;

    private readonly Dictionary<string, CostedRun[]> _byRunId;
    private readonly Dictionary<DateOnly, ActiveRuns> _byDay;
    private readonly HashSet<string> _resources;

    /// <param name="runs">All that may overlap the days asked for.</param>
    /// <param name="resources">Resources that jobs run on, as <see cref="ResourceName.Plain"/> spells them; those of the runs are known by themselves.</param>
    public RunCosts(IEnumerable<CostedRun> runs, IEnumerable<string> resources)
    {
        CostedRun[] all = [.. runs.OrderBy(r => r.Started).ThenBy(r => r.Job.Text, StringComparer.Ordinal).ThenBy(r => r.RunId, StringComparer.Ordinal)];
        _byRunId = all.GroupBy(r => r.RunId).ToDictionary(g => g.Key, g => g.ToArray());
        _byDay = all.SelectMany(r => DaysOf(r).Select(d => (Day: d, Run: r))).GroupBy(x => x.Day).ToDictionary(g => g.Key, g => new ActiveRuns([.. g.Select(x => x.Run)]));
        _resources = [.. resources, .. all.Select(r => r.Resource)];
        _resources.Remove("");
    }

    public AttributedDay Of(DayCost day)
    {
        List<RunCharge> charges = [];
        List<OtherCharge> others = [];
        ActiveRuns active = _byDay.GetValueOrDefault(day.Day) ?? ActiveRuns.None;
        foreach (CostItem item in day.Items)
        {
            (IReadOnlyList<CostedRun> runs, CostMethod method) = Find(item, active);
            if (runs.Count == 0)
            {
                others.Add(new(day.Day, day.SubAccount, item.ResourceId, item.Currency, item.Effective, method));
                continue;
            }

            IReadOnlyList<decimal> shares = Shares.Of(item.Effective, [.. runs.Select(r => r.TicksIn(day.Day) ?? 0)]);
            charges.AddRange(runs.Select((r, i) => new RunCharge(r, day.Day, day.SubAccount, item.ResourceId, item.Currency, shares[i], method)));
        }

        return new(day.Day, day.SubAccount, charges, others);
    }

    private (IReadOnlyList<CostedRun> Runs, CostMethod Method) Find(CostItem item, ActiveRuns active)
    {
        string resource = ResourceName.Plain(item.ResourceId);
        if (Tagged(item, resource, active) is { Count: > 0 } tagged)
        {
            return (tagged, CostMethod.Tag);
        }

        if (resource.Length == 0 || item.ChargeCategory is not ("Usage" or ""))
        {
            return ([], CostMethod.Remainder);
        }

        return active.On(resource) is { Count: > 0 } shared ? (shared, CostMethod.Resource)
            : ([], _resources.Contains(resource) ? CostMethod.Idle : CostMethod.Remainder);
    }

    private IReadOnlyList<CostedRun> Tagged(CostItem item, string resource, ActiveRuns active)
    {
        string[] runIds = [.. Values(item, ChargeTags.Run), item.ResourceName];
        if (runIds.Select(id => _byRunId.GetValueOrDefault(id)).FirstOrDefault(r => r is not null) is { } byRun)
        {
            return SameResource(byRun, resource);
        }

        return Values(item, ChargeTags.Job).Concat(Values(item, ChargeTags.Cluster)).Select(active.Named).FirstOrDefault(r => r.Count > 0) is { } byJob ? SameResource(byJob, resource) : [];
    }

    // Ids are unique within a workspace only: where some of the runs with the id ran on the charge's resource, it is those.
    private static IReadOnlyList<CostedRun> SameResource(IReadOnlyList<CostedRun> runs, string resource) =>
        runs.Where(r => r.Resource == resource).ToArray() is { Length: > 0 } same ? same : runs;

    private static IEnumerable<string> Values(CostItem item, IReadOnlySet<string> keys) =>
        item.Tags.Where(t => t.Value.Length > 0 && keys.Contains(ChargeTags.Plain(t.Key))).OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value);

    private static IEnumerable<DateOnly> DaysOf(CostedRun run)
    {
        DateOnly last = DateOnly.FromDateTime((run.Ended > run.Started ? run.Ended.AddTicks(-1) : run.Started).UtcDateTime);
        DateOnly first = DateOnly.FromDateTime(run.Started.UtcDateTime);
        for (int i = 0; i <= Math.Min(last.DayNumber - first.DayNumber, MostDays); i++)
        {
            yield return first.AddDays(i);
        }
    }
}
