using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Cost;

/// <summary>Keeps bills in the ledger, sums up the days that changed, and hands complete days to their series.</summary>
public sealed class KeepCharges(LedgerStore ledger, AppendPoints append, DueRows due) : IKeepFacts
{
    public async Task KeepAsync(FactBatch batch, CancellationToken cancel)
    {
        (int Record, LedgerFact Fact)[] facts = [.. batch.Of<LedgerFact>()];
        List<(Subject Subject, string Measure, SeriesPoint Point)> points = [];
        foreach (IGrouping<(string, string, DateOnly), (int Record, LedgerFact Fact)> day in facts.GroupBy(f => (f.Fact.BillingAccount, f.Fact.SubAccount, f.Fact.Day)))
        {
            foreach ((int record, LedgerFact fact) in day)
            {
                if (await ledger.AddAsync(fact, batch.Received, cancel).ConfigureAwait(false))
                {
                    batch.MarkNew(record);
                }
            }

            // Summed up again even when all was known: the summary may be what a crash left out.
            DayCost cost = DayCostOf.Newest(await ledger.StatedAsync(day.First().Fact, cancel).ConfigureAwait(false));
            await ledger.SaveAsync(cost, cancel).ConfigureAwait(false);
            bool over = DayCostOf.EndOf(cost.Day) - batch.Received <= Ahead.Most; // a bill may state days that have not come
            points.AddRange(cost.Complete && over ? CostPoints.Of(cost) : []);
        }

        await Task.WhenAll(points.GroupBy(p => p.Subject).Select(s => append.RunAsync(s.Key, [.. s.Select(p => (p.Measure, p.Point))], cancel))).ConfigureAwait(false);
        await due.PutAsync(points.Select(p => (batch.Received, DueKind.Judge, p.Subject.Text)), cancel).ConfigureAwait(false);
    }
}
