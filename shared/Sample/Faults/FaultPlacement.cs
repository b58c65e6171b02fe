using Observability.Sample.Calendars;
using Observability.Sample.Catalogue;

namespace Observability.Sample.Faults;

/// <summary>Puts the wanted faults where each can be told from the others: other subjects, and apart in time where they could meet along the lineage.</summary>
internal sealed class FaultPlacement(SampleOptions options, Backfill? backfill)
{
    private const int Tries = 400;
    private readonly List<Fault> _placed = [];
    private readonly DateTimeOffset _from = FaultWindow.From(options);
    private readonly DateTimeOffset _to = FaultWindow.To(options);

    public IReadOnlyList<Fault> Placed => _placed;

    public void PlaceAll()
    {
        if (!FaultWindow.IsOpen(options))
        {
            return;
        }

        for (int i = 0; i < Wanted.All.Count; i++)
        {
            Place(Wanted.All[i], i);
        }

        _placed.AddRange(SpendFaults.Plan(options));
    }

    private void Place(Wanted wanted, int number)
    {
        Dice dice = Dice.For(options.Seed, "fault", number);
        for (int i = 0; i < Tries; i++)
        {
            Fault? fault = wanted.Kind switch
            {
                "waste:failed-run-waste" => FaultDraw.LongFailure(ref dice, _from, _to),
                "waste:retry-waste" => FaultDraw.Flaky(ref dice, _from, options),
                "dataset-stale" when wanted.Effect == Effect.Missing => FaultDraw.OnArrival(wanted, ref dice, _from, _to),
                _ => FaultDraw.OnJob(wanted, ref dice, _from, _to),
            };
            if (fault is not null && Fits(fault))
            {
                Add(fault);
                return;
            }
        }
    }

    private void Add(Fault fault)
    {
        _placed.Add(fault);
        if (fault is { Kind: "run-failed", Job.Name: "ml_backtest" })
        {
            // The money of the same failure: a recommendation of its own.
            _placed.Add(new Fault { Id = fault.Id + ".waste", Kind = "waste:failed-run-waste", Subject = fault.Subject, Job = fault.Job, First = fault.First, Last = fault.Last });
        }
    }

    private bool Fits(Fault fault)
    {
        bool quiet = !Holidays.Between(_from.AddDays(-2), _to).Any(h => fault.Effect == Effect.Volume && fault.First < h.AddDays(3) && fault.Last > h.AddDays(-1));
        bool backfilled = fault.Job is not null && fault.Job.Group.Length > 0 && fault.Job.Group == backfill?.Group;
        return quiet && !backfilled && _placed.All(other => Apart(fault, other));
    }

    private static bool Apart(Fault one, Fault other)
    {
        if (one.Subject == other.Subject || (one.Job is { Group.Length: > 0 } && one.Job.Group == other.Job?.Group))
        {
            return false;
        }

        bool longOnes = one.Last - one.First > TimeSpan.FromDays(5) || other.Last - other.First > TimeSpan.FromDays(5);
        TimeSpan between = one.First < other.First ? other.First - one.First : one.First - other.First;
        if (!longOnes && between < TimeSpan.FromHours(7))
        {
            return false;
        }

        bool meet = one.First < other.Last.AddDays(2) && other.First < one.Last.AddDays(2);
        return !meet || !Lineage.Broken(one.Job, one.Datasets).Overlaps(Lineage.Broken(other.Job, other.Datasets));
    }
}
