using DuckDB.NET.Data;
using Observability.Core.Ingestion;

namespace Observability.Adapters.DuckDb;

/// <summary>Gathers the ordered sums of one bill into one record per account, sub-account and day.</summary>
internal sealed class FocusDays(DeliveryOf delivery, string part)
{
    private const int MostShared = 20_000;

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _resources = new(StringComparer.Ordinal);
    private List<LedgerLine> _lines = [];
    private (string Owner, DateOnly Day) _key;
    private string _name = "";
    private long _charges;

    /// <param name="row">A row of <see cref="FocusSql.Ordered"/>.</param>
    /// <returns>The record before, when this row begins another.</returns>
    public Record? Add(DuckDBDataReader row)
    {
        (string, DateOnly) key = (row.GetString(0), row.GetFieldValue<DateOnly>(1));
        Record? done = _lines.Count > 0 && key != _key ? Last() : null;
        _key = key;
        string[] texts = Shared(_texts, row.GetString(2), Parts);
        string[] resource = Shared(_resources, row.GetString(3), Parts);
        _name = string.CompareOrdinal(texts[8], _name) > 0 ? texts[8] : _name;
        _charges += row.GetInt64(8);
        _lines.Add(new(
            texts[0],
            texts[1],
            texts[2],
            resource[0],
            resource[1],
            texts[3],
            texts[4],
            texts[5],
            texts[6],
            row.GetDecimal(5),
            row.GetDecimal(6),
            Quantity(row.GetDouble(7)),
            texts[7],
            Shared(_tags, row.GetString(4), FocusTags.Read)));
        return done;
    }

    public Record? Last()
    {
        if (_lines.Count == 0)
        {
            return null;
        }

        _lines.Sort(Order);
        string[] owner = Parts(_key.Owner);
        Record record = new()
        {
            Count = _charges,
            Facts =
            [
                new LedgerFact
                {
                    BillingAccount = owner[0],
                    SubAccount = owner[1],
                    SubAccountName = _name.Length > 0 ? _name : owner[1].Length > 0 ? owner[1] : "(none)",
                    Day = _key.Day,
                    Delivery = delivery.Delivery,
                    Part = part,
                    AsOf = delivery.AsOf,
                    Dated = delivery.Dated,
                    Lines = _lines,
                    Charges = _charges,
                },
            ],
        };
        (_lines, _name, _charges) = ([], "", 0);
        return record;
    }

    private static int Order(LedgerLine one, LedgerLine other) =>
        string.CompareOrdinal(one.ResourceId, other.ResourceId) is int resource and not 0 ? resource
        : string.CompareOrdinal(one.Meter, other.Meter) is int meter and not 0 ? meter
        : string.CompareOrdinal(one.ChargeCategory, other.ChargeCategory) is int category and not 0 ? category
        : one.Effective.CompareTo(other.Effective) is int effective and not 0 ? effective
        : one.Billed.CompareTo(other.Billed);

    /// <summary>To 12 digits: the order in which threads add doubles shows in the last ones only.</summary>
    private static double Quantity(double sum)
    {
        if (sum == 0 || !double.IsFinite(sum))
        {
            return 0;
        }

        double scale = Math.Pow(10, 11 - (int)Math.Floor(Math.Log10(Math.Abs(sum))));
        double rounded = Math.Round(sum * scale) / scale;
        return double.IsFinite(rounded) ? rounded : sum;
    }

    private static string[] Parts(string joined) => joined.Split(FocusTexts.Separator);

    /// <summary>The same few texts come again and again: what they mean is kept once.</summary>
    private static T Shared<T>(Dictionary<string, T> known, string text, Func<string, T> read)
    {
        if (!known.TryGetValue(text, out T? value))
        {
            value = read(text);
            if (known.Count < MostShared)
            {
                known.Add(text, value);
            }
        }

        return value;
    }
}
