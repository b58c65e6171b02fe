using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Observability.Cli;

namespace Observability.Integration.Cli;

/// <summary>What is wrong with a file of a series is said in one line, and nothing throws through.</summary>
public sealed class DetectTests : IDisposable
{
    private const string Series = "time,value\n2026-01-06T00:00:00Z,1\n2026-01-06T01:00:00Z,2\n";

    private readonly Obs _obs = new();

    [Fact]
    public async Task Rows_that_are_not_judged_are_named_and_counted()
    {
        string rows = string.Concat(Enumerable.Range(0, 500).Select(i => $"{1_736_000_000 - (i * 3600)},{i}\n"));
        _obs.Write("a.csv", "time,value\n" + rows);
        _obs.Write("b.csv", "time,value\n" + string.Concat(Enumerable.Repeat("soon,1\n", 500)));

        Ended text = await _obs.RunAsync("detect", "a.csv", "b.csv");
        Ended json = await _obs.RunAsync("detect", "a.csv", "--json");

        Assert.Equal(
            ["a.csv: 500 rows, 1 judged, 0 bad, 499 passed over, 0 alerts → detected/a.csv", "b.csv: 500 rows, 0 judged, 500 bad, 0 passed over, 0 alerts → detected/b.csv"],
            text.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        string[] notes = text.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("a.csv:3:1 timestamp: the rows stand newest first", notes[0], StringComparison.Ordinal);
        Assert.Equal((102, "b.csv: and 400 more bad rows"), (notes.Length, notes[^1]));
        Assert.Equal((1, 1, 499L), (text.Code, json.Code, json.Json.GetProperty("passedOver").GetInt64()));
    }

    [Fact]
    public async Task Nothing_of_a_file_or_of_its_name_commands_the_terminal()
    {
        const string Attack = "\u001b[2J\u009b31m\u202e\u2066\r\u0007";
        string file = _obs.Write($"x{Attack}.csv", $"time,value\n2026-01-06T00:00:00Z,{Attack}\n");
        string subject = _obs.Write("points.csv", $"series,time,value\n\"load{Attack}\",2026-01-06T00:00:00Z,1\n");

        string updates = _obs.Write("updates.csv", $"dataset,time\n\"load{Attack[..^2]}\",2026-01-06T00:00:00Z\n");
        string truth = _obs.Write("truth.json", JsonSerializer.Serialize(new
        {
            seed = 1,
            from = "2026-01-06T00:00:00Z",
            to = "2026-01-07T00:00:00Z",
            faults = new[] { new { id = Attack, kind = $"[red{Attack}", subject = "job:a/b", begin = "2026-01-06T00:00:00Z", end = "2026-01-06T01:00:00Z", members = Array.Empty<string>(), impacted = Array.Empty<string>(), dollars = 0, currency = "USD" } },
            lookalikes = Array.Empty<string>(),
            runs = Array.Empty<string>(),
        }));

        Ended[] ended =
        [
            await _obs.RunAsync("detect", file),
            await _obs.RunAsync("detect", file, "--json"),
            await _obs.RunAsync("detect", Attack),
            await _obs.RunAsync("explain", file, "--at", "2026-01-07"),
            await _obs.RunAsync("explain", file, "--at", Attack),
            await _obs.RunAsync("--" + Attack),
            await _obs.RunAsync("ingest", subject, file),
            await _obs.RunAsync("series", $"source:load{Attack}"),
            await _obs.RunAsync("store", "dead"),
            await _obs.RunAsync("freshness", updates),
            await _obs.RunAsync("replay", subject, "--truth", truth),
        ];

        Assert.All(ended, e => Assert.DoesNotContain(e.Out + e.Error, c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u2066'));
        Assert.Contains("?[2J", ended[0].Error, StringComparison.Ordinal);
        Assert.Contains("load?[2J", ended[^2].Out, StringComparison.Ordinal);
        Assert.Contains("[red?[2J", ended[^1].Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "obs: --sensitivity: expected 0 to 1, with a decimal point, found 0,1", "detect", "a.csv", "--sensitivity", "0,1")]
    [InlineData(2, "obs: --sensitivity: expected 0 to 1, with a decimal point, found -0.1", "detect", "a.csv", "--sensitivity", "-0.1")]
    [InlineData(2, "obs: --sensitivity: expected 0 to 1, with a decimal point, found 0,5", "explain", "a.csv", "--at", "2026-01-06", "--sensitivity", "0,5")]
    [InlineData(2, "obs: --sensitivity: expected 0 to 1, with a decimal point, found 1.1", "backtest", "job:a/b", "--measure", "rows", "--sensitivity", "0.5", "1.1")]
    [InlineData(2, "obs: --out: expected another folder: . is the folder that is read", "detect", ".", "--out", ".")]
    [InlineData(2, "obs: --out: expected another folder: a.csv is read, and would be replaced", "detect", "a.csv", "--out", ".")]
    [InlineData(2, "obs: --out: expected a folder, a.csv is a file", "detect", "a.csv", "--out", "a.csv")]
    [InlineData(3, "obs: --out: the folder /proc/x cannot be made", "detect", "a.csv", "--out", "/proc/x")]
    [InlineData(3, "obs: --out: the folder /proc/x cannot be made", "train", "labelled", "--out", "/proc/x")]
    [InlineData(1, "labelled/labels.json:1:1 x.csv: expected a list of [first, last], found null", "train", "labelled")]
    [InlineData(2, "obs: --at: expected a time like 2026-11-23T06:00:00Z, a date like 2026-11-23, or Unix seconds or milliseconds, in the years 1970 to 2100, found \"10/01/2026\"", "explain", "a.csv", "--at", "10/01/2026")]
    [InlineData(2, "obs: --at: expected a time like 2026-11-23T06:00:00Z, a date like 2026-11-23, or Unix seconds or milliseconds, in the years 1970 to 2100, found \"12:00\"", "check", "--at", "12:00")]
    [InlineData(2, "obs: .: expected the CSV of one series, found a folder", "explain", ".", "--at", "2026-01-06")]
    [InlineData(2, "obs: --measure: needed with a subject; obs series job:a/b lists what there is", "explain", "job:a/b", "--at", "2026-01-06")]
    [InlineData(3, "obs: a.csv: no point at or before 2025-01-01T00:00:00Z", "explain", "a.csv", "--at", "2025-01-01")]
    [InlineData(3, "obs: semicolons.csv: no point at or before 2026-02-01T00:00:00Z; 2 bad rows up to there, the first: semicolons.csv:2:12 value: expected a finite number with a decimal point, found \"1,5\"", "explain", "semicolons.csv", "--at", "2026-02-01")]
    [InlineData(3, "obs: bad.csv.gz: cannot be read: damaged gzip data", "explain", "bad.csv.gz", "--at", "2026-01-10")]
    [InlineData(1, "bad.csv.gz: cannot be read: damaged gzip data", "replay", "bad.csv.gz")]
    [InlineData(1, "bad.csv.gz: cannot be read: damaged gzip data", "freshness", "bad.csv.gz")]
    [InlineData(1, "bad.csv.gz: cannot be read: damaged gzip data", "ingest", "bad.csv.gz")]
    [InlineData(3, "obs: job:a/b rows: no points, or none that is judged by its values", "backtest", "job:a/b", "--measure", "rows")]
    [InlineData(2, "obs: --series: expected a whole number of 1 or more, found 0", "bench", "detect", "--series", "0")]
    [InlineData(2, "obs: --days: expected a whole number from 1 to 3660, found 999999999", "notifications", "--days", "999999999")]
    [InlineData(2, "obs: --data: expected a path, found none", "runs", "--data", "")]
    [InlineData(2, "obs: --config: expected a path, found none", "runs", "--config", "")]
    [InlineData(2, "obs: --out: expected a path, found none", "report", "--out", "")]
    [InlineData(2, "obs: --urls: expected addresses like http://127.0.0.1:7080, found junk", "serve", "--urls", "junk")]
    [InlineData(2, "obs: --urls: expected addresses like http://127.0.0.1:7080, found http://127.0.0.1:99999", "serve", "--urls", "http://127.0.0.1:99999")]
    [InlineData(2, "prices.json:1:1 prices: expected an object, found null", "deploy", "plan", "--prices", "prices.json")]
    [InlineData(3, "obs: nix: there is no such file", "bench", "cost", "--bill", "nix", "--only", "scan")]
    [InlineData(1, "empty: there is no CSV file in this folder", "detect", "empty")]
    [InlineData(1, "nix*.csv: nothing matches", "detect", "nix*.csv")]
    public async Task What_cannot_be_done_is_one_line(int code, string says, params string[] args)
    {
        _obs.Write("a.csv", Series);
        _obs.Write("semicolons.csv", "time;value\n2026-01-06;1,5\n2026-01-07;1,6\n");
        _obs.Write("labelled/labels.json", "{\"x.csv\":null}");
        _obs.Write("labelled/data/x.csv", Series);
        _obs.Write("prices.json", "null");
        Directory.CreateDirectory(_obs.In("empty"));
        await File.WriteAllBytesAsync(_obs.In("bad.csv.gz"), [0x1F, 0x8B, .. "junk that is no gzip at all"u8], TestContext.Current.CancellationToken);

        Ended ended = await _obs.RunAsync(args);

        Assert.Equal((code, says), (ended.Code, ended.Error.Split('\n')[0]));
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Equal(Series, await File.ReadAllTextAsync(_obs.In("a.csv"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_fault_of_its_own_is_one_line_too()
    {
        static void Fail() => throw new InvalidOperationException("two\nlines\u001b[2J");

        (int code, string said) = Root.Ended(Assert.Throws<InvalidOperationException>(Fail));

        Assert.Equal(3, code);
        Assert.StartsWith("obs: a fault of obs itself, please report this line: InvalidOperationException: two lines?[2J at Observability.Integration.Cli.DetectTests.", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line()
    {
        using System.Net.Sockets.TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        Ended ended = await _obs.RunAsync("serve", "--urls", $"http://{taken.LocalEndpoint}");

        Assert.Equal((3, $"obs: Failed to bind to address http://{taken.LocalEndpoint}: address already in use.\n"), (ended.Code, ended.Error));
    }

    [Theory]
    [InlineData("2026-01-06T01:30:00+01:00")]
    [InlineData("1767659400")]
    [InlineData("1767659400000")]
    public async Task A_time_may_be_written_as_in_the_file(string at)
    {
        Ended ended = await _obs.RunAsync("explain", _obs.Write("a.csv", Series), "--at", at);

        Assert.Equal(0, ended.Code);
        Assert.StartsWith("2026-01-06T00:00:00Z 1: TooLittleHistory", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  the last point at or before 2026-01-06T00:30:00Z, 30 min 0 s older\n", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_row_at_the_asked_time_is_named_with_the_point_before()
    {
        Ended ended = await _obs.RunAsync("explain", _obs.Write("a.csv", Series + "2026-01-06T02:00:00Z,NaN\n"), "--at", "2026-01-06T02:00:00Z");

        Assert.Equal((1, $"{_obs.In("a.csv")}:4:22 value: expected a finite number with a decimal point, found \"NaN\"; the point before it is explained\n"), (ended.Code, ended.Error));
        Assert.StartsWith("2026-01-06T01:00:00Z 2:", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_ends_it_in_the_middle_of_a_long_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        StringBuilder rows = new("time,value\n");
        for (int i = 0; i < 3_000_000; i++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"{1_600_000_000 + (i * 60)},{i % 97}\n");
        }

        _obs.Write("a.csv", rows.ToString());
        using Process process = _obs.Start("detect", "a.csv");
        while (!File.Exists(_obs.In("detected/a.csv.part")) && !process.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Obs.Signal(process, "TERM");
        Ended ended = await Obs.EndAsync(process);

        Assert.InRange(ended.Code, 130, 143);
        Assert.Empty(Directory.GetFiles(_obs.In("detected")));
    }

    [Fact]
    public async Task A_signal_ends_it_while_it_waits_for_its_input()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as on Linux");
        using Process process = _obs.Start("detect", "-");
        while (!File.Exists(_obs.In("detected/stdin")) && !process.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Obs.Signal(process, "TERM");
        Ended ended = await Obs.EndAsync(process);

        Assert.Equal((130, "obs: stopped\n"), (ended.Code, ended.Error));
    }

    public void Dispose() => _obs.Dispose();
}
