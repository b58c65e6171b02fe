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
        // Files are parsed side by side, and put together in their own order.
        FileInput[] all = [.. files];
        (List<Arrival> Arrivals, List<BadInput> Problems, long Rejected)[] read = new (List<Arrival>, List<BadInput>, long)[all.Length];
        await Parallel.ForAsync(0, all.Length, cancel, async (file, stop) => read[file] = await OfAsync(all[file], stop));
        List<Arrival> arrivals = [.. read.SelectMany(r => r.Arrivals).Select((a, order) => a with { Order = order })];
        return new(
            asReceived ? NeverBack(arrivals) : [.. arrivals.OrderBy(a => a.At).ThenBy(a => a.Order)],
            [.. read.SelectMany(r => r.Problems)],
            read.Sum(r => r.Rejected));
    }

    private static async Task<(List<Arrival> Arrivals, List<BadInput> Problems, long Rejected)> OfAsync(FileInput file, CancellationToken cancel)
    {
        List<Arrival> arrivals = [];
        List<BadInput> problems = [];
        long rejected = 0;
        if (file.Input is null)
        {
            return ([], [file.Problem!], 1);
        }

        try
        {
            if (Recogniser.Find(await ReadFile.HeadAsync(file.Input, cancel), Formats.All) is not { } format)
            {
                return ([], [], 0);
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add(new(file.Name, 0, 0, "", InputFile.Unreadable(e)));
            rejected++;
        }

        return (arrivals, problems, rejected);
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
