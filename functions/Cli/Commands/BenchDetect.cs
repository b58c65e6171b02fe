using System.CommandLine;
using System.Diagnostics;
using Observability.Adapters.Sqlite;
using Observability.Core.Detection;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Cli.Commands;

/// <summary><c>obs bench detect</c></summary>
internal static class BenchDetect
{
    // Points of the path without a store, after some that the compiler needs to see; and days of hours that each series knows before the measured one comes.
    private const int Points = 1_000_000;
    private const int WarmUp = 200_000;
    private const int Days = 21;
    private static readonly DateTimeOffset Begin = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        Option<int> series = Options.Count("--series", "Hourly series in a store of which each gets one more point.", 100_000);
        Option<string[]> here = BenchCommand.Files();
        Command command = new("detect", "Points a second on one core, without and with the learned stage; bytes of a state; and hourly series read from a durable store, judged and written back.\n\nExample: obs bench detect --series 20000") { series, here };
        here.Hidden = true;
        command.SetAction((parsed, cancel) => BenchCommand.InScratchAsync(async folder =>
        {
            string[] children = parsed.GetValue(here) is { Length: > 0 } ? [] : ["bench", "detect", "--series", $"{parsed.GetValue(series)}", "--files", "."];
            DetectSpeed speed = children.Length == 0
                ? await HereAsync(parsed, parsed.GetValue(series), folder, cancel)
                : System.Text.Json.JsonSerializer.Deserialize<DetectSpeed>(await BenchChild.RunAsync(children, cancel), System.Text.Json.JsonSerializerOptions.Web)!;
            Print(Session.OutputOf(parsed), speed);
        }));
        return command;
    }

    private static void Print(Output output, DetectSpeed speed)
    {
        if (output.IsJson)
        {
            Output.Json(speed);
            return;
        }

        Output.Line($"without the learned stage: {speed.UnlearnedMinutes:N0} points a second of processor time on series of a minute, {speed.Unlearned:N0} on hourly ones");
        Output.Line($"with it: {speed.Learned:N0} on hourly ones; it saw {speed.LearnedShare:P1} of the points");
        Output.Line($"a state has {speed.StateBytes:N0} bytes, in the store {speed.PackedBytes:N0}");
        Output.Line($"{speed.Series:N0} hourly series, a point each, from the store and back: {speed.Seconds:0.0} s, {speed.CpuSeconds:0.0} s of processors");
    }

    private static async Task<DetectSpeed> HereAsync(ParseResult parsed, int series, string folder, CancellationToken cancel)
    {
        (double minutes, _) = await JudgeAsync(null, TimeSpan.FromMinutes(1), cancel);
        (double unlearned, _) = await JudgeAsync(null, TimeSpan.FromHours(1), cancel);
        CountingFusion counting = new(Session.FusionOf(parsed).Now());
        (double learned, StreamDetector detector) = await JudgeAsync(counting, TimeSpan.FromHours(1), cancel);
        byte[] state = detector.Save().ToBytes();
        await using SqliteStore store = new(Path.Combine(folder, "state"));
        SimulatedTime clock = new(Begin.AddDays(Days));
        await using Session session = Session.Over(parsed, store, clock, atOnce: true);
        await HourlyEstate.WriteAsync(session.Service, series, Begin, Days * 24, cancel);
        clock.MoveTo(Begin.AddDays(Days).AddMinutes(1));
        using Process self = Process.GetCurrentProcess();
        TimeSpan cpu = self.TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        foreach (int[] some in Enumerable.Range(0, series).Chunk(2000))
        {
            await session.Service.Keep.RunAsync("points", [.. some.Select(i => new Record { Bytes = BitConverter.GetBytes(i), Facts = [new PointFact(HourlyEstate.SubjectOf(i), HourlyEstate.Measure, Begin.AddDays(Days), HourlyEstate.Value(i, Days * 24))] })], cancel);
            await session.Service.WhatIsDue.RunAsync(cancel);
        }

        self.Refresh();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(Math.Round(minutes), Math.Round(unlearned), Math.Round(learned), counting.Calls / (double)(Points + WarmUp), state.Length, StatePacking.Pack(state).Length, series, Math.Round(seconds, 2), Math.Round((self.TotalProcessorTime - cpu).TotalSeconds, 2));
    }

    // Points a second of processor time, and the detector after them: series of four weeks, one after another.
    private static async Task<(double PerSecond, StreamDetector Last)> JudgeAsync(IFusion? fusion, TimeSpan step, CancellationToken cancel)
    {
        int each = (int)(TimeSpan.FromDays(28) / step);
        using Process self = Process.GetCurrentProcess();
        TimeSpan cpu = TimeSpan.Zero;
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default, fusion);
        for (int i = -WarmUp; i < Points; i++)
        {
            if (i == 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.5), cancel); // what is still being compiled
                self.Refresh();
                cpu = self.TotalProcessorTime;
            }

            if ((i + WarmUp) % each == 0)
            {
                detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default, fusion);
            }

            detector.Judge(new Point(Begin + (((i + WarmUp) % each) * step), HourlyEstate.Value((i + WarmUp) / each, (i + WarmUp) % each)));
        }

        self.Refresh();
        return (Points / (self.TotalProcessorTime - cpu).TotalSeconds, detector);
    }

    private sealed class CountingFusion(IFusion? inner) : IFusion
    {
        public long Calls { get; private set; }

        public double Score(ReadOnlySpan<float> features, double unlearned)
        {
            Calls++;
            return inner?.Score(features, unlearned) ?? unlearned;
        }
    }
}

/// <param name="UnlearnedMinutes">Points a second of processor time without the learned stage on series of a minute, <paramref name="Unlearned"/> on hourly ones, <paramref name="Learned"/> with it.</param>
/// <param name="LearnedShare">Share of the points that it saw.</param>
/// <param name="Seconds">From the first point received to the last written back; with the time of all processors.</param>
internal sealed record DetectSpeed(double UnlearnedMinutes, double Unlearned, double Learned, double LearnedShare, int StateBytes, int PackedBytes, int Series, double Seconds, double CpuSeconds);
