using Observability.Core.Storage;

namespace Observability.Core.Recommendations;

/// <summary>All recommendations with their life, in one partition: a page reads one range.</summary>
public sealed class RecommendationStore(ITableStore store)
{
    private const string Table = "recommendations";
    private const string Partition = "all";
    private const string Last = "last";

    /// <summary>Every one, whatever its status, by rule and resource.</summary>
    public async Task<IReadOnlyList<Tracked>> AllAsync(CancellationToken cancel)
    {
        List<Tracked> all = [];
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(Partition), cancel).ConfigureAwait(false))
        {
            all.Add(Json.Read(row, RecommendationJson.Default.Tracked));
        }

        return all;
    }

    /// <summary>The open ones; within a currency, the largest amount first.</summary>
    public async Task<IReadOnlyList<Tracked>> OpenAsync(CancellationToken cancel) =>
    [
        .. (await AllAsync(cancel).ConfigureAwait(false))
            .Where(t => t.Recommendation.Status == RecommendationStatus.Open)
            .OrderByDescending(t => t.Recommendation.Saving.Amount)
            .ThenBy(t => t.Id, StringComparer.Ordinal),
    ];

    /// <summary>A rule found it.</summary>
    public Task SeenAsync(Recommendation found, DateOnly day, CancellationToken cancel) =>
        ChangeAsync(Tracked.IdOf(found), before => Tracked.Seen(before, found, day), cancel);

    /// <summary>Somebody, or a rule that looked again, says where it stands. Nothing happens when it is unknown.</summary>
    public Task SetAsync(string id, RecommendationStatus status, DateOnly day, CancellationToken cancel) =>
        ChangeAsync(id, before => before?.With(status, day), cancel);

    /// <summary>When the rules last looked; null: never.</summary>
    public async Task<Evaluation?> LastAsync(CancellationToken cancel) =>
        await store.GetAsync(Table, Last, Last, cancel).ConfigureAwait(false) is { } row ? Json.Read(row, RecommendationJson.Default.Evaluation) : null;

    public Task LookedAsync(Evaluation evaluation, CancellationToken cancel) => store.WriteAsync(
        Table,
        Last,
        [new Write.Put(Last, Json.Values(evaluation with { Not = [.. evaluation.Not.OrderByDescending(n => n.Resource == "estate").ThenByDescending(n => n.Reason).Take(Evaluation.MostReasons)] }, RecommendationJson.Default.Evaluation))],
        cancel);

    private Task ChangeAsync(string id, Func<Tracked?, Tracked?> change, CancellationToken cancel) => store.UpdateAsync(
        Table,
        Partition,
        id,
        row =>
        {
            Tracked? before = row is null ? null : Json.Read(row, RecommendationJson.Default.Tracked);
            Tracked? after = change(before);
            return after is null || after == before ? null : Json.Values(after, RecommendationJson.Default.Tracked);
        },
        cancel);
}
