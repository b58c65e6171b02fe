using System.Runtime.CompilerServices;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Series;

/// <summary>A row for each job and dataset in trouble, one partition a kind: what is wrong is one range read, however much goes well.</summary>
/// <remarks>Derived, and written before the series that it follows from. A process that dies between the two may leave a row that is wrong: <see cref="MendAsync"/> and a rebuild put that right.</remarks>
public sealed class TroubleStore(ITableStore store)
{
    /// <summary>Rows younger than this are left to whoever judges their subject.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    private const string Table = "trouble";
    private const string At = "At";

    /// <param name="kind"><see cref="OutlookStore.Jobs"/> or <see cref="OutlookStore.Datasets"/>.</param>
    public async IAsyncEnumerable<Trouble> OfAsync(string kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(kind), cancel).ConfigureAwait(false))
        {
            yield return Json.Read(row, TroubleJson.Default.Trouble);
        }
    }

    /// <param name="now">null: long ago.</param>
    public Task ListAsync(Trouble trouble, DateTimeOffset? now, CancellationToken cancel)
    {
        Dictionary<string, object> values = Json.Values(trouble, TroubleJson.Default.Trouble, compress: false);
        if (now is { } at)
        {
            values[At] = at;
        }

        return store.WriteAsync(Table, trouble.Subject.Kind, [new Write.Put(KeyOf(trouble.Subject), values)], cancel);
    }

    public Task UnlistAsync(Subject subject, CancellationToken cancel) =>
        store.WriteAsync(Table, subject.Kind, [new Write.Delete(KeyOf(subject))], cancel);

    /// <summary>Makes the list say what the outlooks say; writes nothing where it does.</summary>
    /// <returns>How many outlooks there are, and how many of them say that something is wrong.</returns>
    public async Task<(int Known, int InTrouble)> MendAsync(string kind, IAsyncEnumerable<Outlook> outlooks, DateTimeOffset now, CancellationToken cancel)
    {
        // Read before the outlooks: what changes in between is written by whoever changes it.
        Dictionary<Subject, Row> listed = [];
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(kind), cancel).ConfigureAwait(false))
        {
            listed[Json.Read(row, TroubleJson.Default.Trouble).Subject] = row;
        }

        (int known, int wrong) = (0, 0);
        await foreach (Outlook outlook in outlooks.WithCancellation(cancel).ConfigureAwait(false))
        {
            known++;
            bool had = listed.Remove(outlook.Subject, out Row? row);
            if (Trouble.Of(outlook) is not { } trouble)
            {
                await GoneAsync(row, now, cancel).ConfigureAwait(false);
                continue;
            }

            wrong++;
            if (!had || IsSettled(row!, now) && !Trouble.Same(Json.Read(row!, TroubleJson.Default.Trouble), trouble))
            {
                await ListAsync(trouble, now, cancel).ConfigureAwait(false);
            }
        }

        foreach (Row row in listed.Values)
        {
            await GoneAsync(row, now, cancel).ConfigureAwait(false);
        }

        return (known, wrong);
    }

    internal Task DropAsync(CancellationToken cancel) => store.DropAsync(Table, cancel);

    private Task GoneAsync(Row? row, DateTimeOffset now, CancellationToken cancel) =>
        row is not null && IsSettled(row, now) ? store.WriteAsync(Table, row.Partition, [new Write.Delete(row.Key, row.ETag)], cancel) : Task.CompletedTask;

    private static bool IsSettled(Row row, DateTimeOffset now) => !row.Values.TryGetValue(At, out object? at) || now - (DateTimeOffset)at >= Settled;

    private static string KeyOf(Subject subject) => KeyCodec.Encode(subject.Text);
}
