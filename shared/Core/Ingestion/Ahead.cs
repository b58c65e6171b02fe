using System.Globalization;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion;

/// <summary>Facts of a time that has not come: a wrong year would end what is open, and hide all that comes before it.</summary>
public static class Ahead
{
    /// <summary>So far ahead of our clock something may be said to have happened: local time that passes for UTC, and a day that is dated at its end.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <summary>The same of the day of a charge: bills state months that are not over.</summary>
    public static readonly TimeSpan MostOfBills = TimeSpan.FromDays(31);

    /// <summary>The record, or what is wrong with it where a fact of it is too far ahead.</summary>
    /// <param name="source">Name of its input.</param>
    public static Record Checked(Record record, string source, DateTimeOffset now)
    {
        foreach (Fact fact in record.Facts)
        {
            TimeSpan most = fact is LedgerFact ? MostOfBills : Most;
            if (TimeOf(fact) is { } time && time - now > most)
            {
                string said = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                return record with { Facts = [], Problem = new(source, record.Line, record.Line > 0 ? 1 : 0, "time", $"{said} is {Quantity.Duration(time - now)} ahead of now; at most {Quantity.Duration(most)} is taken") };
            }
        }

        return record;
    }

    // The latest that the fact says has happened. What a run is planned for may lie ahead.
    private static DateTimeOffset? TimeOf(Fact fact) => fact switch
    {
        RunFact run => Later(Later(run.Started, run.Ended), run.Event == RunEvent.Scheduled ? null : run.At),
        JobFact job => job.At,
        DatasetFact dataset => dataset.At,
        UpdateFact update => update.Time,
        PointFact point => point.Time,
        LedgerFact ledger => new DateTimeOffset(ledger.Day, TimeOnly.MinValue, TimeSpan.Zero),
        _ => null,
    };

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right : left;
}
