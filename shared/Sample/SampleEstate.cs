using Observability.Sample.Billing;
using Observability.Sample.Catalogue;
using Observability.Sample.Faults;
using Observability.Sample.Running;
using Observability.Sample.Writing;

namespace Observability.Sample;

/// <summary>Makes a data estate that never was: its events, files and bills in the formats of the field, and the truth about its faults.</summary>
/// <remarks>Pure: the same options give the same bytes. It knows nothing of the rules and detectors that it judges.</remarks>
public static class SampleEstate
{
    /// <summary>Writes the estate into a folder, which is made; files of the same names are overwritten.</summary>
    /// <param name="progress">Done so far, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 400 days, or an end that is no midnight UTC.</exception>
    public static Truth Write(string directory, SampleOptions options, IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Days, 400);
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.End.UtcDateTime.TimeOfDay, TimeSpan.Zero);
        FaultPlan plan = FaultPlan.Make(options);
        Simulation simulation = Simulation.Of(options, plan, cancel);
        SortedDictionary<DateTimeOffset, List<Charge>> bill = Bill.Of(options, plan, simulation);
        Truth truth = TruthOf(options, plan, simulation);
        (double Share, Action Write)[] steps =
        [
            (0.75, () => OpenLineageFiles.Write(directory, options, simulation.Runs, cancel)),
            (0.9, () => FocusFiles.Write(directory, options, plan, bill)),
            (0.92, () => PlainFiles.Write(directory, options, simulation)),
            (0.95, () => DbtFiles.Write(directory, options, simulation)),
            (1, () => truth.Write(Path.Combine(directory, "truth.json"))),
        ];
        Directory.CreateDirectory(directory);
        progress?.Report(0.2);
        foreach ((double share, Action write) in steps)
        {
            cancel.ThrowIfCancellationRequested();
            write();
            progress?.Report(share);
        }

        return truth;
    }

    private static Truth TruthOf(SampleOptions options, FaultPlan plan, Simulation simulation) => new(
        options.Seed, options.From, options.End,
        [.. plan.Faults.Where(f => f.Begin is not null).OrderBy(f => f.Begin).ThenBy(f => f.Id, StringComparer.Ordinal).Select(FaultOf)],
        [.. plan.LookAlikes.OrderBy(l => l.Begin).ThenBy(l => l.Subject, StringComparer.Ordinal).Concat(RestatedBills.LookAlikes(plan)).Select((l, i) => new TrueLookAlike($"{l.Kind}.{i + 1}", l.Kind, l.Subject, l.Begin, l.End))],
        [.. simulation.Runs.Where(r => r.Start < options.End).Select(r => new TrueRun(r.Subject, RunNames.Of(r), RunCost.Total(r, options.End)))]);

    private static TrueFault FaultOf(Fault fault) => new(
        fault.Id, fault.Kind, fault.Subject, fault.Begin!.Value, fault.End!.Value,
        [.. fault.Members.Where(m => m != fault.Subject)],
        [.. Lineage.Downstream(fault.Datasets).Where(m => m != fault.Subject)],
        Math.Round(fault.Dollars, 2), "USD");
}
