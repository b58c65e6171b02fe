using DuckDB.NET.Data;

namespace Observability.Adapters.DuckDb;

/// <summary>DuckDB's own group-by scan of a bill, as one would type it: the yardstick of our reading, which keeps more and checks more.</summary>
public static class BillScan
{
    /// <returns>Charges counted.</returns>
    public static long Run(string path)
    {
        using DuckDBConnection duck = new("DataSource=:memory:");
        duck.Open();
        using DuckDBCommand command = duck.CreateCommand();
        command.CommandText =
            "SELECT CAST(ChargePeriodStart AS DATE) AS Day, SubAccountId, ServiceName, BillingCurrency, sum(EffectiveCost), sum(BilledCost), count(*) " +
            $"FROM read_csv({FocusSql.Literal(path)}) GROUP BY ALL";
        using DuckDBDataReader rows = command.ExecuteReader();
        long charges = 0;
        while (rows.Read())
        {
            charges += rows.GetInt64(6);
        }

        return charges;
    }
}
