using BenchmarkDotNet.Attributes;
using Observability.Benchmarks.Peers;
using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Benchmarks;

/// <summary>Four weeks of hours through ours without the learned stage, and through each peer.</summary>
[MemoryDiagnoser]
public class DetectorSpeed
{
    private const int Hours = 28 * 24;
    private static readonly DateTimeOffset Begin = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly Point[] _points = [.. Enumerable.Range(0, Hours).Select(i => new Point(Begin.AddHours(i), 1000 + (200 * Math.Sin(i * Math.Tau / 24)) + (80 * (i * 104_729 % 1009) / 1009.0)))];

    [ParamsSource(nameof(Names))]
    public string Detector { get; set; } = Ours;

    private const string Ours = "ours-unlearned";

    public static IEnumerable<string> Names => [Ours, .. PeerList.All.Select(p => p.Name)];

    [Benchmark(OperationsPerInvoke = Hours)]
    public double Judge()
    {
        double last = 0;
        if (Detector == Ours)
        {
            StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
            foreach (Point point in _points)
            {
                last = detector.Judge(point).Score;
            }

            return last;
        }

        IPeer peer = PeerList.All.First(p => p.Name == Detector).Make(new(_points.Min(p => p.Value), _points.Max(p => p.Value), Hours));
        foreach (Point point in _points)
        {
            last = peer.Score(point);
        }

        return last;
    }
}
