using System.Globalization;
using System.Text.Json;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Adapters.MlNet;

/// <summary>Labelled series of a folder: <c>labels.json</c> maps a path under <c>data/</c> to its windows [first, last], times in UTC.</summary>
public static class LabelledFolder
{
    public static LabelledRead Read(string folder)
    {
        string labels = Path.Combine(folder, "labels.json");
        List<LabelledSeries> series = [];
        List<BadInput> problems = [];
        Dictionary<string, string[][]>? windows;
        try
        {
            windows = JsonSerializer.Deserialize<Dictionary<string, string[][]>>(File.ReadAllText(labels));
        }
        catch (JsonException e)
        {
            return new([], [new(labels, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "labels", "expected an object of lists of [first, last]")]);
        }

        string root = Path.GetFullPath(Path.Combine(folder, "data"));
        foreach ((string name, string[][] pairs) in (windows ?? []).OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            string path = Path.GetFullPath(Path.Combine(root, name));
            if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
            {
                problems.Add(new(labels, 1, 1, name, "no such series under data/"));
                continue;
            }

            using StreamReader text = new(path);
            List<Point> points = [.. SeriesCsvReader.Read(text, path).Where(r => r.Point is not null).Select(r => r.Point!.Value)];
            List<(int First, int Last)> events = [];
            foreach (string[] pair in pairs)
            {
                if (pair.Length == 2 && Time(pair[0], out DateTimeOffset first) && Time(pair[1], out DateTimeOffset last) && Rows(points, first, last) is { } rows)
                {
                    events.Add(rows);
                }
                else
                {
                    problems.Add(new(labels, 1, 1, name, $"expected [first, last] with rows between, found [{string.Join(", ", pair)}]"));
                }
            }

            series.Add(new(name, points, events));
        }

        return new(series, problems);
    }

    private static bool Time(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static (int First, int Last)? Rows(List<Point> points, DateTimeOffset first, DateTimeOffset last)
    {
        int from = points.FindIndex(p => p.Time >= first);
        int to = points.FindLastIndex(p => p.Time <= last);
        return from >= 0 && to >= from ? (from, to) : null;
    }
}

/// <summary>The series that could be read, and what could not.</summary>
public sealed record LabelledRead(IReadOnlyList<LabelledSeries> Items, IReadOnlyList<BadInput> Problems);
