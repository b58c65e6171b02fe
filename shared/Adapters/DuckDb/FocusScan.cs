using DuckDB.NET.Data;
using Observability.Core.Ingestion;

namespace Observability.Adapters.DuckDb;

/// <summary>One bill in one DuckDB of its own: scanned once, summed up, given out in order.</summary>
internal sealed class FocusScan : IDisposable
{
    private const string Memory = "512MB";

    private readonly DuckDBConnection _duck = new("DataSource=:memory:");
    private readonly FocusColumns _columns;
    private readonly Input _input;
    private readonly List<Record> _problems = [];
    private readonly HashSet<long> _seen = [];
    private long _patient;

    public FocusScan(FocusColumns columns, Input input, string spill)
    {
        (_columns, _input) = (columns, input);
        _duck.Open();
        Do("SET preserve_insertion_order = false");
        Do($"SET memory_limit = '{Memory}'");
        Do("SET temp_directory = " + FocusSql.Literal(spill));
        Do(FocusSql.Empty);
    }

    /// <returns>False when DuckDB could not read the file at all; nothing of it is kept then.</returns>
    public bool Run(string path, bool gzip)
    {
        try
        {
            Scan(path, gzip);
        }
        catch (DuckDBException)
        {
            return false;
        }

        ReadRejectsAgain();
        return true;
    }

    /// <summary>After <see cref="Run"/> failed: a failure now is a problem of the input.</summary>
    public void RunAgain(string path)
    {
        try
        {
            Do("DROP TABLE IF EXISTS sums");
            Scan(path, gzip: false);
            ReadRejectsAgain();
        }
        catch (DuckDBException e)
        {
            Do("CREATE OR REPLACE TEMP TABLE sums AS SELECT * FROM patient LIMIT 0");
            _problems.Add(new() { Problem = new(_input.Name, 0, 0, "", "cannot be read: " + Core.Primitives.SafeText.Cut(e.Message, 200)) });
        }
    }

    /// <summary>What is wrong first, then one record per account, sub-account and day.</summary>
    public IEnumerable<Record> Records(string part, CancellationToken cancel)
    {
        if (_patient > 0)
        {
            Do(FocusSql.Merge);
        }

        _problems.AddRange(FocusPatient.Unusable(_columns, _input, Number(FocusSql.CountUnusable), _seen));
        foreach (Record problem in _problems.OrderBy(record => record.Line))
        {
            yield return problem;
        }

        DateTimeOffset? ended = Ended();
        FocusDays days = new(DeliveryName.Of(_input.Name, part, ended ?? DateTimeOffset.UnixEpoch), part);
        using DuckDBCommand command = _duck.CreateCommand();
        command.CommandText = FocusSql.Ordered;
        command.UseStreamingMode = true;
        using DuckDBDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (days.Add(rows) is Record done)
            {
                yield return done;
            }
        }

        if (days.Last() is Record last)
        {
            yield return last;
        }
    }

    public void Dispose() => _duck.Dispose();

    private void Scan(string path, bool gzip)
    {
        Do(FocusSql.Scan(_columns, path, gzip, careful: false));
        if (Number(FocusSql.CountUnsure) > 0)
        {
            Do("DROP TABLE sums");
            Do(FocusSql.Scan(_columns, path, gzip, careful: true));
        }
    }

    private DateTimeOffset? Ended()
    {
        long seconds = Number("SELECT coalesce(max(epoch(Ended))::BIGINT, -1) FROM sums");
        return seconds is >= 0 and < 4_133_980_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    /// <summary>Rows that are not as typed are read with more patience; those that cannot be read at all are said to be wrong.</summary>
    private void ReadRejectsAgain()
    {
        using DuckDBCommand command = _duck.CreateCommand();
        command.CommandText = "SELECT line, any_value(csv_line), min_by(error_message, column_idx) FROM reject_errors GROUP BY line ORDER BY line";
        List<FocusCharge> charges = [];
        using (DuckDBDataReader rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                long line = Convert.ToInt64(rows.GetValue(0));
                _seen.Add(line);
                FocusPatient row = FocusPatient.Read(_columns, _input, line, rows.IsDBNull(1) ? "" : rows.GetString(1), rows.GetString(2));
                if (row.Charge is FocusCharge charge)
                {
                    charges.Add(charge);
                }
                else if (row.Problem is Record problem)
                {
                    _problems.Add(problem);
                }
            }
        }

        _patient += charges.Count;
        using DuckDBAppender appender = _duck.CreateAppender("temp", "main", "patient");
        charges.ForEach(charge => charge.AppendTo(appender));
    }

    private void Do(string statement)
    {
        using DuckDBCommand command = _duck.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private long Number(string query)
    {
        using DuckDBCommand command = _duck.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(command.ExecuteScalar());
    }
}
