using System.Text.Json;
using Observability.Adapters.Files;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Adapters.MlNet;

/// <summary>Labelled series of a folder: <c>labels.json</c> maps a path under <c>data/</c> to its windows [first, last], times in UTC. Files may be packed, whatever their name.</summary>
public static class LabelledFolder
{
    private const string Expected = "expected an object of lists of [first, last]";

    public static LabelledRead Read(string folder)
    {
        string labels = Path.Combine(folder, "labels.json");
        Dictionary<string, string?[]?[]?>? windows;
        try
        {
            windows = JsonSerializer.Deserialize<Dictionary<string, string?[]?[]?>>(File.ReadAllText(labels));
        }
        catch (JsonException e)
        {
            return new([], [new(labels, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "labels", Expected)]);
        }

        if (windows is null or { Count: 0 })
        {
            return new([], [new(labels, 1, 1, "labels", windows is null ? $"{Expected}, found null" : "names no series")]);
        }

        List<LabelledSeries> series = [];
        List<BadInput> problems = [];
        string root = Path.GetFullPath(Path.Combine(folder, "data"));
        foreach ((string name, string?[]?[]? pairs) in windows.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            string path = Path.GetFullPath(Path.Combine(root, name));
            if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
            {
                problems.Add(new(labels, 1, 1, name, "no such series under data/"));
            }
            else if (pairs is null)
            {
                problems.Add(new(labels, 1, 1, name, $"expected a list of [first, last], found null"));
            }
            else if (PointsOf(path, problems) is { } points)
            {
                series.Add(new(name, points, EventsOf(points, pairs, labels, name, problems)));
            }
        }

        return new(series, problems);
    }

    /// <returns>Null where the file holds none, or bad ones; the problems say why.</returns>
    private static List<Point>? PointsOf(string path, List<BadInput> problems)
    {
        int before = problems.Count;
        List<Point> points = [];
        long back = 0;
        try
        {
            using StreamReader text = new(InputFile.Open(path));
            foreach (SeriesRow row in SeriesCsvReader.Read(text, path))
            {
                if (row.Problem is { } problem)
                {
                    problems.Add(problem);
                }
                else if (row.Point is Point point)
                {
                    back += points.Count > 0 && point.Time < points[^1].Time ? 1 : 0;
                    points.Add(point);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Add(new(path, 0, 0, "", InputFile.Unreadable(e)));
        }

        if (problems.Count == before && points.Count == 0)
        {
            problems.Add(new(path, 1, 1, "value", "the series has no value"));
        }
        else if (back > points.Count / 2)
        {
            problems.Add(new(path, 1, 1, "timestamp", "most rows stand newest first: sort them by time, oldest first"));
        }

        return problems.Count == before ? points : null;
    }

    private static List<(int First, int Last)> EventsOf(List<Point> points, string?[]?[] pairs, string labels, string name, List<BadInput> problems)
    {
        List<(int First, int Last)> events = [];
        foreach (string?[]? pair in pairs)
        {
            if (pair is [{ } from, { } to] && Times.OrNull(from) is { } first && Times.OrNull(to) is { } last && Rows(points, first, last) is { } rows)
            {
                events.Add(rows);
            }
            else
            {
                problems.Add(new(labels, 1, 1, name, $"expected [first, last] with rows between, found {(pair is null ? "null" : SafeText.Cut($"[{string.Join(", ", pair.Select(p => p ?? "null"))}]"))}"));
            }
        }

        return events;
    }

    private static (int First, int Last)? Rows(List<Point> points, DateTimeOffset first, DateTimeOffset last)
    {
        int from = points.FindIndex(p => p.Time >= first);
        int to = points.FindLastIndex(p => p.Time <= last);
        return from >= 0 && to >= from ? (from, to) : null;
    }
}

/// <summary>The series that could be read, and what could not.</summary>
public sealed record LabelledRead(IReadOnlyList<LabelledSeries> Items, IReadOnlyList<BadInput> Problems);
