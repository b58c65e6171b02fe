using System.Diagnostics;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Observability.Adapters.Files;
using Observability.Core.Detection;
using ZstdSharp;

namespace Observability.Unit.Adapters;

public sealed class DetectFilesTests : IDisposable
{
    private const string Series = "time,value\n2025-01-06T00:00:00Z,1\n2025-01-06T01:00:00Z,2\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detect-files");

    [Fact]
    public void Files_folders_globs_and_standard_input_are_read_plain_or_packed()
    {
        Write("in/a.csv", Encoding.UTF8.GetBytes(Series));
        Write("in/deep/b.csv.gz", Gzip(Series));
        Write("in/deep/c.csv.zst", new Compressor().Wrap(Encoding.UTF8.GetBytes(Series)).ToArray());
        Write("in/notes.txt", Encoding.UTF8.GetBytes("no series"));

        FileDetected[] found = [.. Run(In("in"), In("in/*/*.zst"), "-")];

        Assert.Equal(["a.csv", "deep/b.csv", "deep/c.csv", "c.csv", "stdin.csv"], found.Select(f => Path.GetRelativePath(In("out"), f.Output).Replace('\\', '/')));
        Assert.All(found, f => Assert.Equal((2, 2, 0), (f.Detected!.Rows, f.Detected.Points, f.Detected.Bad)));
        Assert.Equal(5, Directory.GetFiles(In("out"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Two_of_one_name_are_both_written()
    {
        Write("one/a.csv", Encoding.UTF8.GetBytes(Series));
        Write("two/a.csv", Encoding.UTF8.GetBytes(Series));

        Assert.Equal(["a.csv", "a-2.csv"], Run(In("one/a.csv"), In("two/a.csv")).Select(f => Path.GetFileName(f.Output)));
    }

    [Fact]
    public void A_broken_archive_is_named_and_leaves_nothing_behind()
    {
        Write("a.csv.gz", [.. Gzip(string.Concat(Enumerable.Repeat(Series, 5000))).SkipLast(20)]);

        FileDetected found = Assert.Single(Run(In("a.csv.gz")));

        Assert.Null(found.Detected);
        Assert.StartsWith(In("a.csv.gz"), found.Problem!.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(In("out")));
    }

    [Fact]
    public void A_file_that_is_no_series_is_named_and_nothing_is_written_for_it()
    {
        Write("in/a.csv", Encoding.UTF8.GetBytes("read me"));
        Write("in/b.csv", Encoding.UTF8.GetBytes(Series));

        FileDetected[] found = Run(In("in"));

        Assert.Equal($"{In("in/a.csv")}:1:1 header: expected a column of times and one of values, found only \"read me\"", found[0].Problem!.ToString());
        Assert.Equal(["b.csv"], Directory.GetFiles(In("out")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_without_series_is_named()
    {
        Write("in/notes.txt", Encoding.UTF8.GetBytes("no series"));

        Assert.Equal($"{In("in")}: there is no CSV file in this folder", Assert.Single(Run(In("in"))).Problem!.ToString());
    }

    [Fact]
    public void A_damaged_archive_is_called_that()
    {
        Write("a.csv.gz", [0x1F, 0x8B, .. "junk that is no gzip at all"u8]);

        Assert.Equal($"{In("a.csv.gz")}: cannot be read: damaged gzip data", Assert.Single(Run(In("a.csv.gz"))).Problem!.ToString());
    }

    [Fact]
    public void Pipes_sockets_and_devices_are_named_and_left_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes are made as on Linux");
        Write("in/b.csv", Encoding.UTF8.GetBytes(Series));
        Write("in/empty.csv", []);
        using (Process made = Process.Start("mkfifo", [In("in/a.csv")]))
        {
            made.WaitForExit();
        }

        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(In("in/c.csv")));
        File.CreateSymbolicLink(In("in/d.csv"), "/dev/zero");

        FileDetected[] found = Run(In("in"));

        const string Special = "cannot be read: it is a pipe, a socket or a device; what comes from one is read as -";
        Assert.Equal([Special, null, Special, Special], found.Take(4).Select(f => f.Problem?.Problem));
        Assert.StartsWith("expected a column of times", found[4].Problem!.Problem, StringComparison.Ordinal); // the empty one is a file
    }

    [Fact]
    public void Results_replace_no_input()
    {
        Write("in/a.csv", Encoding.UTF8.GetBytes(Series));
        Write("in/deep/a.csv", Encoding.UTF8.GetBytes(Series));
        Directory.CreateSymbolicLink(In("link"), In("in"));

        Assert.Equal($"{In("in")} is the folder that is read", DetectFiles.Refusal([In("in")], In("in")));
        Assert.Equal($"{In("in")} is the folder that is read", DetectFiles.Refusal([In("in")], In("link")));
        Assert.Equal($"{In("in/a.csv")} is read, and would be replaced", DetectFiles.Refusal([In("in/a.csv")], In("link")));
        Assert.Equal($"{In("in/deep/a.csv")} is read, and would be replaced", DetectFiles.Refusal([In("in/deep/*.csv"), "-"], In("in/deep")));
        Assert.Null(DetectFiles.Refusal([In("in"), "-"], In("in/out")));
        Assert.Null(DetectFiles.Refusal([In("in/deep")], In("out")));
    }

    [Fact]
    public void What_an_earlier_run_wrote_within_the_folder_is_no_input_of_the_next()
    {
        Write("in/a.csv", Encoding.UTF8.GetBytes(Series));

        string[] First() => [.. DetectFiles.Run([In("in"), In("in/**/*.csv")], In("in/out"), () => Stream.Null, DetectionOptions.Default, null, TestContext.Current.CancellationToken).Select(f => Path.GetRelativePath(In("in"), f.Output))];

        Assert.Equal(["out/a.csv", "out/a-2.csv"], First());
        Assert.Equal(["out/a.csv", "out/a-2.csv"], First());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private FileDetected[] Run(params string[] paths) =>
        [.. DetectFiles.Run(paths, In("out"), () => new MemoryStream(Encoding.UTF8.GetBytes(Series)), DetectionOptions.Default, null, TestContext.Current.CancellationToken)];

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllBytes(In(name), bytes);
    }

    private static byte[] Gzip(string text)
    {
        using MemoryStream to = new();
        using (GZipStream gzip = new(to, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return to.ToArray();
    }
}
