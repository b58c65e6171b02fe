using System.Diagnostics;
using System.Globalization;
using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Benchmarks.Peers;

/// <summary>Writes what every peer, and ours without the learned stage, says of every series of a corpus, as the scorer reads it.</summary>
internal static class PeerScores
{
    private const string Ours = "ours-unlearned";

    /// <param name="data">Folder of CSV files, one series each.</param>
    /// <param name="into">Folder that gets one folder a peer.</param>
    /// <param name="only">Names of peers; empty for all.</param>
    public static void Write(string data, string into, IReadOnlyCollection<string> only)
    {
        string[] files = [.. Directory.EnumerateFiles(data, "*.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        foreach ((string name, Func<FileRange, IPeer> make) in PeerList.All.Append((Name: Ours, Make: _ => new OursPeer())).Where(p => only.Count == 0 || only.Contains(p.Name)))
        {
            TimeSpan taken = TimeSpan.Zero;
            long points = 0;
            foreach (string file in files)
            {
                string output = Path.Combine(into, name, Path.GetRelativePath(data, file));
                Directory.CreateDirectory(Path.GetDirectoryName(output)!);
                using StreamReader reader = new(file);
                SeriesRow[] rows = [.. SeriesCsvReader.Read(reader, file)];
                double[] values = [.. rows.Select(r => r.Point?.Value).OfType<double>()];
                FileRange told = new(values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(0).Max(), rows.Length);
                long started = Stopwatch.GetTimestamp();
                double[] scores = Judge(make(told), rows);
                taken += Stopwatch.GetElapsedTime(started);
                points += rows.Length;
                File.WriteAllLines(output, rows.Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"{r.TimeText},{r.ValueText},{scores[i]:0.######}")).Prepend("timestamp,value,anomaly_score"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {points:N0} points, {points / taken.TotalSeconds:N0} a second"));
        }
    }

    private static double[] Judge(IPeer peer, SeriesRow[] rows) => [.. rows.Select(r => r.Point is { } point ? Math.Clamp(peer.Score(point), 0, 1) : 0)];

    private sealed class OursPeer : IPeer
    {
        private readonly StreamDetector _detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);

        public double Score(Point point) => _detector.Judge(point).Score;
    }
}
