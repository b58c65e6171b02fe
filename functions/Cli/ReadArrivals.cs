using Observability.Adapters.Files;
using Observability.Core;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Cli;

/// <summary>Everything that some files say, in the order in which it would have come.</summary>
/// <param name="Arrivals">Sorted by time; with <c>--as-received</c>, in the order of the files, each no earlier than the one before.</param>
internal sealed record ReadArrivals(IReadOnlyList<Arrival> Arrivals, IReadOnlyList<BadInput> Problems, long Rejected)
{
    public static async Task<ReadArrivals> FromAsync(IEnumerable<FileInput> files, bool asReceived, CancellationToken cancel)
    {
        List<Arrival> arrivals = [];
        List<BadInput> problems = [];
        long rejected = 0;
        foreach (FileInput file in files)
        {
            if (file.Input is null)
            {
                problems.Add(file.Problem!);
                rejected++;
                continue;
            }

            IFormat? format = Recogniser.Find(await ReadFile.HeadAsync(file.Input, cancel), Formats.All);
            if (format is null)
            {
                continue;
            }

            await foreach (Record record in format.ReadAsync(file.Input, cancel))
            {
                if (record.Problem is { } problem)
                {
                    problems.Add(problem);
                    rejected += record.Count;
                }
                else if (record.Ignored is null && RecordTime.Of(record) is { } at)
                {
                    arrivals.Add(new(at, arrivals.Count, format.Name, record));
                }
            }
        }

        return new(asReceived ? NeverBack(arrivals) : [.. arrivals.OrderBy(a => a.At).ThenBy(a => a.Order)], problems, rejected);
    }

    private static List<Arrival> NeverBack(List<Arrival> arrivals)
    {
        DateTimeOffset latest = DateTimeOffset.MinValue;
        for (int i = 0; i < arrivals.Count; i++)
        {
            latest = arrivals[i].At > latest ? arrivals[i].At : latest;
            arrivals[i] = arrivals[i] with { At = latest };
        }

        return arrivals;
    }
}
