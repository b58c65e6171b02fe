using System.IO.Compression;
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
