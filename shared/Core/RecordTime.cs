using Observability.Core.Cost;
using Observability.Core.Ingestion;

namespace Observability.Core;

/// <summary>When a record would have reached a service that ran then.</summary>
public static class RecordTime
{
    /// <summary>The latest time that its facts speak of; for a bill without a date of its own, the end of the day it is about. Null when it has no facts.</summary>
    public static DateTimeOffset? Of(Record record) => record.Facts.Select(Of).Max();

    private static DateTimeOffset? Of(Fact fact) => fact switch
    {
        RunFact run => run.At,
        JobFact job => job.At,
        DatasetFact dataset => dataset.At,
        UpdateFact update => update.Time,
        PointFact point => point.Time,
        LedgerFact ledger => ledger.Dated ? ledger.AsOf : DayCostOf.EndOf(ledger.Day),
        _ => null,
    };
}
