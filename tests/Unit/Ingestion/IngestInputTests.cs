using System.Text;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Plain;
using Observability.Core.Primitives;
using Observability.Core.Storage;
using Observability.Unit.Storage;

namespace Observability.Unit.Ingestion;

public sealed class IngestInputTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_record_of_an_input_of_many_batches_is_counted_and_problems_shown_are_few()
    {
        StringBuilder text = new("series,time,value\n");
        for (int i = 0; i < 3500; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"s,{MadeUp.Six.AddMinutes(i):yyyy-MM-ddTHH:mm:ssZ},{(i % 10 == 0 ? "x" : "1")}\n");
        }

        Kept kept = await ServiceOver(new MemoryStore()).Ingest.RunAsync(new PointsCsv(), Reading.Input(Encoding.UTF8.GetBytes(text.ToString())), null, Cancel);

        Assert.Equal((3150, 0, 350, 100), (kept.Accepted, kept.Duplicate, kept.Rejected, kept.Problems.Count));
    }

    [Fact]
    public async Task A_store_that_fails_stops_the_reading_and_is_told() =>
        await Assert.ThrowsAsync<StoreUnavailableException>(() => ServiceOver(new FailingStore(new MemoryStore(), 3))
            .Ingest.RunAsync(new PointsCsv(), Reading.Input("series,time,value\ns,2026-11-10T06:00:00Z,1\n"u8.ToArray()), null, Cancel));

    private static Service ServiceOver(ITableStore store) => new(new Surroundings { Store = store, Time = new SimulatedTime(MadeUp.Six.AddDays(3)) });
}
