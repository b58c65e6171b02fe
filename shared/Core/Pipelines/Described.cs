using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Core.Pipelines;

/// <summary>What records say of jobs and datasets outright.</summary>
internal static class Described
{
    public static IEnumerable<JobState> Jobs(FactBatch batch, IEnumerable<int> records) =>
        records.SelectMany(r => batch.Records[r].Facts.OfType<JobFact>().Select(f => JobState.Of(f, IdOf(batch, r))));

    public static IEnumerable<DatasetState> Datasets(FactBatch batch, IEnumerable<int> records) =>
        records.SelectMany(r => batch.Records[r].Facts.OfType<DatasetFact>().Select(f => DatasetState.Of(f, IdOf(batch, r))));

    /// <summary>What a record with a run says is kept with that run, in one go.</summary>
    public static bool IsOfRun(FactBatch batch, int record) => batch.Records[record].Facts.Any(f => f is RunFact);

    public static ulong IdOf(FactBatch batch, int record) => ContentHash.Of64(batch.Records[record].Bytes.Span);
}
