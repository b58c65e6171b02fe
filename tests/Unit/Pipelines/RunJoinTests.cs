using CsCheck;
using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Unit.Pipelines;

public sealed class RunJoinTests
{
    [Fact]
    public void Join_is_commutative() =>
        Gen.Select(Some, Some).Sample((a, b) => Assert.Equal(RunJoin.Join(a, b).Text(), RunJoin.Join(b, a).Text()));

    [Fact]
    public void Join_is_associative() =>
        Gen.Select(Some, Some, Some).Sample((a, b, c) =>
            Assert.Equal(RunJoin.Join(RunJoin.Join(a, b), c).Text(), RunJoin.Join(a, RunJoin.Join(b, c)).Text()));

    [Fact]
    public void Join_is_idempotent() => Some.Sample(a => Assert.Equal(a.Text(), RunJoin.Join(a, a).Text()));

    [Fact]
    public void Any_partition_of_the_events_in_any_order_with_duplicates_gives_the_same_run() =>
        Gen.Select(Runs.Part.Array[1, 30], Gen.Int[0, 1_000_000]).Sample((parts, seed) =>
        {
            Run all = parts.Aggregate(RunJoin.Join);
            Run[] shuffled = [.. Shuffle.Of([.. parts, .. parts.Take(parts.Length / 2)], seed)];
            Run[] groups = [.. shuffled.Chunk(1 + seed % 5).Select(g => g.Aggregate(RunJoin.Join))];
            Assert.Equal(all.Text(), groups.Aggregate(RunJoin.Join).Text());
        });

    [Fact]
    public void Sets_beyond_the_limit_keep_the_same_members_whatever_the_order() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                RunFact[] facts = [.. Enumerable.Range(0, 20).Select(i => Runs.Fact(RunEvent.Running, i) with
                {
                    Inputs = [.. Enumerable.Range(i * 11, 15).Select(n => Subject.Dataset("lake", $"in{n}"))],
                    Outputs = [.. Enumerable.Range(i * 11, 15).Select(n => new DatasetWrite(Subject.Dataset("lake", $"out{n}"), n + i))],
                })];
                Run inOrder = Runs.Of(facts);
                Run shuffled = Runs.Of(Shuffle.Of(facts, seed));
                Assert.Equal(inOrder.Text(), shuffled.Text());
                Assert.True(inOrder.Inputs.More && inOrder.Outputs.More);
                Assert.Equal(Run.SetLimit, inOrder.Inputs.Items.Count);
            },
            iter: 20);

    private static readonly Gen<Run> Some = Runs.Part.Array[1, 6].Select(parts => parts.Aggregate(RunJoin.Join));
}
