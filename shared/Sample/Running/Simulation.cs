using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>What happened: every run and arrival of the window, job by job in the order of the lineage.</summary>
internal sealed class Simulation
{
    private Simulation(DatasetHistory history) => History = history;

    public List<Run> Runs { get; } = [];

    public List<Update> Updates { get; } = [];

    public DatasetHistory History { get; }

    public static Simulation Of(SampleOptions options, FaultPlan plan, CancellationToken cancel)
    {
        Simulation simulation = new(new DatasetHistory());
        Partners.Deliver(options, plan, simulation);
        foreach (Job job in Jobs.All)
        {
            cancel.ThrowIfCancellationRequested();
            new JobSimulation(options, plan, simulation, job).Run();
        }

        simulation.Runs.AddRange(DagRuns.Of(options, simulation.Runs));
        simulation.Runs.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Id.CompareTo(b.Id));
        simulation.Updates.Sort((a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : string.CompareOrdinal(a.Dataset.Name, b.Dataset.Name));
        foreach (Fault fault in plan.Faults.Where(f => f.Effect != Effect.None && f.Begin is not null && f.End is null))
        {
            fault.WellAt(options.End);
        }

        return simulation;
    }

    /// <summary>The last attempt of a task of the same DAG run; null when it did not run.</summary>
    public Run? LastOf(Job task, Occasion occasion) => _last.GetValueOrDefault((task, occasion.Due, occasion.Cause));

    public void Add(Run run)
    {
        Runs.Add(run);
        if (run.Job is { Group.Length: > 0 })
        {
            _last[(run.Job, run.Occasion.Due, run.Occasion.Cause)] = run;
        }
    }

    private readonly Dictionary<(Job, DateTimeOffset, Cause), Run> _last = [];
}
