using System.Globalization;
using System.Text;

namespace Observability.Adapters.DuckDb;

/// <summary>The statements that read one bill. Columns have positions for names, so that no text of the bill is part of a statement.</summary>
/// <remarks>
/// Costs are DECIMAL(28,16): less than 10^12 a charge, exact, so that sums do not depend on the order of the rows; quantities are rounded to hide that theirs do.
/// Such decimals take most of a scan's time, so that a cost that fits 64 bits without rounding (below 10^4, at most 14 decimals) is read as that and summed apart.
/// What DuckDB cannot read as typed goes to its table of rejects with its line, and is read again there with more patience.
/// </remarks>
internal static class FocusSql
{
    /// <summary>Texts that stand for no value.</summary>
    public static readonly string[] Nulls = ["", "NULL", "null"];

    /// <summary>A period longer than this (an upfront purchase) does not date the bill that states it.</summary>
    public const int LongestDays = 31;

    /// <summary>Bytes. DuckDB keeps sixteen times as much for every thread: no row of a bill needs the limit of other records.</summary>
    private const int LongestRow = 1024 * 1024;

    private const string Money = "DECIMAL(28,16)";

    private const string ShortMoney = "DECIMAL(18,14)";

    private static readonly string Separator = string.Create(CultureInfo.InvariantCulture, $"chr({(int)FocusTexts.Separator})");

    /// <summary>A format that no date of a bill has: then every row is read with patience.</summary>
    private const string NoDates = ", timestampformat='none %Y-%m-%d'";

    private const string Keys = "Owner, Day, Texts, Resource, Tags";

    /// <summary>An empty table of the shape of <see cref="Scan"/>, for charges that are read one by one.</summary>
    public const string Empty =
        "CREATE TEMP TABLE patient (Owner VARCHAR, Day DATE, Texts VARCHAR, Resource VARCHAR, Tags VARCHAR, " +
        $"Effective {Money}, Billed {Money}, Quantity DOUBLE, Charges BIGINT, Ended TIMESTAMP, Missing BIGINT, Unread BIGINT)";

    /// <summary>How many costs were none, and texts of the bill hold the character that parts joined texts: then it must be scanned with care.</summary>
    public static string CountUnsure { get; } = "SELECT (SELECT coalesce(sum(Unread), 0) FROM sums)::BIGINT + " + string.Join(" + ", FocusTexts.All.Select(joined =>
        $"(SELECT count(*) FROM (SELECT DISTINCT {joined.Column} AS text FROM sums) WHERE len(string_split(text, {Separator})) <> {joined.Fields.Length})"));

    /// <summary>Sums that belong to no day we keep, or to no amount.</summary>
    public const string Unusable = "Day IS NULL OR Day < DATE '1970-01-01' OR Day >= DATE '2101-01-01' OR Charges = 0";

    /// <summary>How many rows that are.</summary>
    public const string CountUnusable = "SELECT coalesce(sum(Missing + CASE WHEN " + Unusable + " THEN Charges ELSE 0 END), 0)::BIGINT FROM sums";

    /// <summary>Puts the charges that were read with patience to the others.</summary>
    public const string Merge =
        "CREATE OR REPLACE TEMP TABLE sums AS SELECT " + Keys + ", sum(Effective) AS Effective, sum(Billed) AS Billed, sum(Quantity) AS Quantity, " +
        "sum(Charges)::BIGINT AS Charges, max(Ended) AS Ended, sum(Missing)::BIGINT AS Missing, sum(Unread)::BIGINT AS Unread " +
        "FROM (SELECT * FROM sums UNION ALL SELECT * FROM patient) GROUP BY " + Keys;

    /// <summary>Sums in the order in which they are given out.</summary>
    public const string Ordered =
        "SELECT Owner, Day, Texts, Resource, Tags, Effective, Billed, coalesce(Quantity, 0) AS Quantity, Charges FROM sums WHERE NOT (" + Unusable + ") ORDER BY Owner, Day";

    /// <summary>Reads the file once and sums it up into table <c>sums</c>; what cannot be read goes to <c>reject_errors</c>.</summary>
    /// <param name="careful">Whether costs that are none are to be rejects, and the character that parts joined texts is to be taken out of them.</param>
    public static string Scan(FocusColumns columns, string path, bool gzip, bool careful)
    {
        StringBuilder types = new();
        for (int at = 0; at < columns.Header.Count; at++)
        {
            types.Append(at == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"'c{at}': '{TypeOf(columns, at, careful)}'");
        }

        string schema = "{" + types + "}";
        string ended = columns.Of("End") < 0 ? "NULL::TIMESTAMP" : $"max(least({Column(columns, "End")}, {Column(columns, "Start")} + INTERVAL {LongestDays} DAY))";
        return $"""
            CREATE TEMP TABLE sums AS
            SELECT {Joined(columns, FocusTexts.Owner, careful)} AS Owner, CAST({Column(columns, "Start")} AS DATE) AS Day, {Joined(columns, FocusTexts.Texts, careful)} AS Texts,
              {Joined(columns, FocusTexts.Resource, careful)} AS Resource, {(columns.Of("Tags") < 0 ? "''" : $"coalesce({Column(columns, "Tags")}, '')")} AS Tags,
              {Sum("Effective")} AS Effective, {Sum("Billed")} AS Billed, sum({Number(columns, "Quantity")}) AS Quantity, count(EffectiveCost) AS Charges, {ended} AS Ended,
              count(*) - count(EffectiveCost) AS Missing, {Unread("Effective")} + {Unread("Billed")} AS Unread
            FROM (SELECT *, {Long("Effective", careful)}, {Long("Billed", careful)} FROM (SELECT *, {Short("Effective", careful)}, {Short("Billed", careful)} FROM
              (SELECT *, {Cost(columns, "Effective", "Billed")} AS EffectiveCost, {Cost(columns, "Billed", "Effective")} AS BilledCost
              FROM read_csv({Literal(path)}, auto_detect=false, header=true, delim=',', quote='"', escape='"', nullstr=['', 'NULL', 'null'],
                columns={schema}, compression='{(gzip ? "gzip" : "none")}', store_rejects=true, rejects_limit=0, max_line_size={LongestRow}{(columns.IsIso ? "" : NoDates)}))))
            GROUP BY 1, 2, 3, 4, 5
            """;
    }

    /// <summary>A text of ours as a literal; for paths only.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Column(FocusColumns columns, string field) => "c" + columns.Of(field).ToString(CultureInfo.InvariantCulture);

    /// <summary>One text instead of several: what DuckDB groups by and we read costs by the column. NULL joins as an empty text.</summary>
    private static string Joined(FocusColumns columns, JoinedTexts joined, bool careful) =>
        "concat(" + string.Join($", {Separator}, ", joined.Fields.Select(field => columns.Of(field) < 0 ? "''" : careful ? $"replace({Column(columns, field)}, {Separator}, ' ')" : Column(columns, field))) + ")";

    private static string Number(FocusColumns columns, string field) => columns.Of(field) < 0 ? "0::DOUBLE" : Column(columns, field);

    /// <summary>One of the two costs; a bill or a charge that has only the other counts with that.</summary>
    private static string Cost(FocusColumns columns, string field, string other) => (columns.Of(field), columns.Of(other)) switch
    {
        ( < 0, _) => Column(columns, other),
        (_, < 0) => Column(columns, field),
        _ => $"coalesce({Column(columns, field)}, {Column(columns, other)})",
    };

    /// <summary>The cost as 64 bits, where that is what its text says.</summary>
    private static string Short(string cost, bool careful) => careful
        ? $"NULL::{ShortMoney} AS {cost}Short"
        : $"CASE WHEN strlen({cost}Cost) - instr({cost}Cost, '.') <= 14 AND NOT contains({cost}Cost, 'E') AND NOT contains({cost}Cost, 'e') THEN TRY_CAST({cost}Cost AS {ShortMoney}) END AS {cost}Short";

    private static string Long(string cost, bool careful) =>
        careful ? $"{cost}Cost AS {cost}Long" : $"CASE WHEN {cost}Short IS NULL THEN TRY_CAST({cost}Cost AS {Money}) END AS {cost}Long";

    private static string Sum(string cost) => $"coalesce(sum({cost}Short), 0)::DECIMAL(38,16) + coalesce(sum({cost}Long), 0)";

    private static string Unread(string cost) => $"count(CASE WHEN {cost}Short IS NULL AND {cost}Long IS NULL THEN {cost}Cost END)";

    private static string TypeOf(FocusColumns columns, int at, bool careful) =>
        at == columns.Of("Start") || at == columns.Of("End") ? "TIMESTAMP"
        : at == columns.Of("Effective") || at == columns.Of("Billed") ? careful ? Money : "VARCHAR"
        : at == columns.Of("Quantity") ? "DOUBLE"
        : "VARCHAR";
}
