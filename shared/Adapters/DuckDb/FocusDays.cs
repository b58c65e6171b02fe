using DuckDB.NET.Data;
using Observability.Core.Ingestion;

namespace Observability.Adapters.DuckDb;

/// <summary>Gathers the ordered sums of one bill into one record per account, sub-account and day.</summary>
internal sealed class FocusDays(DeliveryOf delivery, string part)
{
    private const int MostShared = 20_000;

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private List<LedgerLine> _lines = [];
    private (string Account, string SubAccount, DateOnly Day) _key;
    private string _name = "";
    private long _charges;

    /// <returns>The record before, when this row begins another.</returns>
    public Record? Add(DuckDBDataReader row)
    {
        (string, string, DateOnly) key = (Text(row, 0), Text(row, 1), row.GetFieldValue<DateOnly>(2));
        Record? done = _lines.Count > 0 && key != _key ? Last() : null;
        _key = key;
        _name = Text(row, 13) is { Length: > 0 } name ? name : _name;
        _charges += row.GetInt64(18);
        _lines.Add(new(
            Text(row, 3),
            Text(row, 4),
            Text(row, 5),
            Text(row, 6),
            Text(row, 14),
            Text(row, 7),
            Text(row, 8),
            Text(row, 9),
            Text(row, 10),
            decimal.Parse(row.GetString(15)),
            decimal.Parse(row.GetString(16)),
            Quantity(row.GetDouble(17)),
            Text(row, 11),
            Tags(row.GetString(12))));
        return done;
    }

    public Record? Last()
    {
        if (_lines.Count == 0)
        {
            return null;
        }

        _lines.Sort(Order);
        Record record = new()
        {
            Count = _charges,
            Facts =
            [
                new LedgerFact
                {
                    BillingAccount = _key.Account,
                    SubAccount = _key.SubAccount,
                    SubAccountName = _name.Length > 0 ? _name : _key.SubAccount.Length > 0 ? _key.SubAccount : "(none)",
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

    /// <summary>The same few texts come again and again: they are kept once.</summary>
    private string Text(DuckDBDataReader row, int column)
    {
        string text = row.GetString(column);
        if (_texts.TryGetValue(text, out string? known))
        {
            return known;
        }

        if (_texts.Count < MostShared)
        {
            _texts.Add(text, text);
        }

        return text;
    }

    private IReadOnlyDictionary<string, string> Tags(string text)
    {
        if (_tags.TryGetValue(text, out IReadOnlyDictionary<string, string>? known))
        {
            return known;
        }

        IReadOnlyDictionary<string, string> tags = FocusTags.Read(text);
        if (_tags.Count < MostShared)
        {
            _tags.Add(text, tags);
        }

        return tags;
    }
}
