namespace Observability.Core.Ingestion;

/// <summary>A part of the service that keeps some kinds of fact. Keeping the same facts again, in any order, gives the same state.</summary>
public interface IKeepFacts
{
    /// <summary>Folds the facts that it knows into its state, and marks the records that brought something new.</summary>
    Task KeepAsync(FactBatch batch, CancellationToken cancel);
}

/// <summary>Some records, and which of them turned out to be new.</summary>
/// <param name="records">Good records only.</param>
/// <param name="received">When they came to us.</param>
public sealed class FactBatch(IReadOnlyList<Record> records, DateTimeOffset received)
{
    private readonly bool[] _new = new bool[records.Count];

    public IReadOnlyList<Record> Records { get; } = records;

    public DateTimeOffset Received { get; } = received;

    /// <summary>Every fact of a type, with the index of the record that it came in.</summary>
    public IEnumerable<(int Record, T Fact)> Of<T>()
        where T : Fact
    {
        for (int i = 0; i < Records.Count; i++)
        {
            foreach (Fact fact in Records[i].Facts)
            {
                if (fact is T wanted)
                {
                    yield return (i, wanted);
                }
            }
        }
    }

    public void MarkNew(int record) => _new[record] = true;

    public bool IsNew(int record) => _new[record];
}
