using System.Globalization;
using System.Text.Json.Serialization;
using Observability.Core.Ingestion;
using Observability.Core.Storage;

namespace Observability.Core.Cost;

/// <summary>Charges by sub-account and day with every restatement kept, and what each day costs by the newest.</summary>
public sealed class LedgerStore(ITableStore store)
{
    private const string Ledger = "ledger";
    private const string Costs = "costs";

    /// <summary>Keeps what a delivery states. False when it stands there already.</summary>
    public async Task<bool> AddAsync(LedgerFact fact, DateTimeOffset received, CancellationToken cancel)
    {
        Dictionary<string, object> values = Json.Values(fact, CostJson.Default.LedgerFact, ("Received", received.ToUniversalTime()));
        string key = KeyCodec.Join("d", Text(fact.Day), fact.Delivery, fact.Part);
        return (await store.WriteAsync(Ledger + Month(fact.Day), Partition(fact), [new Write.Insert(key, values)], cancel).ConfigureAwait(false)).Done;
    }

    /// <summary>Every delivery of one sub-account and day.</summary>
    public async Task<IReadOnlyList<StatedDay>> StatedAsync(LedgerFact like, CancellationToken cancel)
    {
        List<StatedDay> stated = [];
        KeyRange range = KeyRange.Prefix(Partition(like), KeyCodec.Join("d", Text(like.Day)) + ",");
        await foreach (Row row in store.RowsAsync(Ledger + Month(like.Day), range, cancel).ConfigureAwait(false))
        {
            stated.Add(new(Json.Read(row, CostJson.Default.LedgerFact), (DateTimeOffset)row.Values["Received"]));
        }

        return stated;
    }

    /// <summary>Writes the day's summary, which pages and rules read.</summary>
    public Task SaveAsync(DayCost day, CancellationToken cancel) => store.WriteAsync(
        Costs + Month(day.Day),
        "days",
        [new Write.Put(KeyCodec.Join(Text(day.Day), day.BillingAccount, day.SubAccount), Json.Values(day, CostJson.Default.DayCost))],
        cancel);

    /// <summary>Days in [from, to), oldest first, every sub-account.</summary>
    public async IAsyncEnumerable<DayCost> DaysAsync(DateOnly from, DateOnly to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (DateOnly month = new(from.Year, from.Month, 1); month < to; month = month.AddMonths(1))
        {
            await foreach (Row row in store.RowsAsync(Costs + Month(month), new KeyRange("days", Text(from), Text(to)), cancel).ConfigureAwait(false))
            {
                yield return Json.Read(row, CostJson.Default.DayCost);
            }
        }
    }

    private static string Partition(LedgerFact fact) => KeyCodec.Join(fact.BillingAccount, fact.SubAccount);

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Month(DateOnly day) => day.ToString("yyyyMM", CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LedgerFact))]
[JsonSerializable(typeof(DayCost))]
internal sealed partial class CostJson : JsonSerializerContext;
