using CsCheck;
using Observability.Core.Storage;

namespace Observability.Contracts;

public abstract partial class TableStoreContract
{
    private enum Kind
    {
        Insert,
        Put,
        ReplaceCurrent,
        ReplaceStale,
        Delete,
        DeleteCurrent,
        DeleteStale,
    }

    private static readonly Gen<Step> s_step =
        from partition in Gen.Int[0, 1]
        from keys in Gen.Shuffle(Enumerable.Range(0, 5).ToArray(), 1, 4)
        from kinds in Gen.Enum<Kind>().Array[keys.Length]
        select new Step($"p{partition}", [.. keys.Select(key => $"k{key}")], kinds);

    /// <summary>How many sequences are tried; each has up to twelve batches.</summary>
    protected virtual int Sequences => 200;

    [Fact]
    public async Task Any_sequence_of_batches_does_what_a_dictionary_would()
    {
        LimitedStore store = Store; // an absent adapter skips here, not in the sample
        await s_step.Array[1, 12].SampleAsync(steps => SameAsModelAsync(store, steps), iter: Sequences, threads: 1);
    }

    private static async Task SameAsModelAsync(LimitedStore store, Step[] steps)
    {
        string table = NewTable();
        string never = (await store.WriteAsync(table, "seed", [new Write.Insert("k", Value(-1))], Cancel)).ETags[0];
        SortedDictionary<string, (string ETag, long Number)> model = new(StringComparer.Ordinal) { ["seed/k"] = (never, -1) };
        Dictionary<string, string> stale = [];
        long number = 0;
        foreach (Step step in steps)
        {
            Write[] writes = [.. step.Keys.Zip(step.Kinds, (key, kind) =>
            {
                string at = $"{step.Partition}/{key}";
                string old = stale.GetValueOrDefault(at, never);
                return WriteOf(kind, key, Value(++number), model.TryGetValue(at, out (string ETag, long) row) ? row.ETag : old, old);
            })];
            string? ETagAt(string key) => model.TryGetValue($"{step.Partition}/{key}", out (string ETag, long) row) ? row.ETag : null;
            int conflict = Array.FindIndex(writes, write => !write.Fits(ETagAt(write.Key)));

            WriteResult result = await store.WriteAsync(table, step.Partition, writes, Cancel);

            Assert.Equal(conflict < 0 ? null : conflict, result.ConflictAt);
            for (int i = 0; i < result.ETags.Count; i++)
            {
                string at = $"{step.Partition}/{writes[i].Key}";
                stale[at] = ETagAt(writes[i].Key) ?? stale.GetValueOrDefault(at, never);
                model.Remove(at);
                if (writes[i].Values() is IReadOnlyDictionary<string, object> values)
                {
                    model[at] = (result.ETags[i], (long)values["Number"]);
                }
            }
        }

        List<Row> rows = await store.RowsAsync(table, new KeyRange(null, Take: 3), Cancel).ToListAsync(Cancel);
        Assert.Equal(
            model.Select(pair => (pair.Key, pair.Value.ETag, pair.Value.Number)),
            rows.Select(row => ($"{row.Partition}/{row.Key}", row.ETag, (long)row.Values["Number"])));
    }

    private static Write WriteOf(Kind kind, string key, Dictionary<string, object> values, string current, string stale) => kind switch
    {
        Kind.Insert => new Write.Insert(key, values),
        Kind.Put => new Write.Put(key, values),
        Kind.ReplaceCurrent => new Write.Replace(key, values, current),
        Kind.ReplaceStale => new Write.Replace(key, values, stale),
        Kind.Delete => new Write.Delete(key),
        Kind.DeleteCurrent => new Write.Delete(key, current),
        _ => new Write.Delete(key, stale),
    };

    private sealed record Step(string Partition, string[] Keys, Kind[] Kinds)
    {
        public override string ToString() => $"{Partition}: {string.Join(", ", Keys.Zip(Kinds, (key, kind) => $"{kind} {key}"))}";
    }
}
