using System.IO.Compression;
using System.Text;
using Observability.Adapters.MlNet;

namespace Observability.Unit.Detection;

public sealed class LabelledFolderTests : IDisposable
{
    private const string Series = "time,value\n2026-01-06,1\n2026-01-07,2\n2026-01-08,3\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labelled");

    [Theory]
    [InlineData("null", "labels.json:1:1 labels: expected an object of lists of [first, last], found null")]
    [InlineData("{}", "labels.json:1:1 labels: names no series")]
    [InlineData("{\"a.csv\":null}", "labels.json:1:1 a.csv: expected a list of [first, last], found null")]
    [InlineData("{\"a.csv\":[null]}", "labels.json:1:1 a.csv: expected [first, last] with rows between, found null")]
    [InlineData("{\"a.csv\":[[null,\"2026-01-07\"]]}", "labels.json:1:1 a.csv: expected [first, last] with rows between, found [null, 2026-01-07]")]
    [InlineData("{\"a.csv\":[[\"7 Jan\",\"8 Jan\"]]}", "labels.json:1:1 a.csv: expected [first, last] with rows between, found [7 Jan, 8 Jan]")]
    [InlineData("{\"a.csv\":[[\"2027-01-06\",\"2027-01-07\"]]}", "labels.json:1:1 a.csv: expected [first, last] with rows between, found [2027-01-06, 2027-01-07]")]
    [InlineData("{\"../labels.json\":[]}", "labels.json:1:1 ../labels.json: no such series under data/")]
    public void Labels_that_say_nothing_are_named(string labels, string problem) => Assert.Equal(problem, Problem(labels, Series));

    [Theory]
    [InlineData("time,value\n", "data/a.csv:1:1 value: the series has no value")]
    [InlineData("time;value\n2026-01-06;1,5\n", "data/a.csv:2:12 value: expected a finite number with a decimal point, found \"1,5\"")]
    [InlineData("time,value\n2026-01-06,1\n2026-01-07,x\n", "data/a.csv:3:12 value: expected a finite number with a decimal point, found \"x\"")]
    [InlineData("time,value\n2026-01-08,1\n2026-01-07,2\n2026-01-06,3\n", "data/a.csv:1:1 timestamp: most rows stand newest first: sort them by time, oldest first")]
    [InlineData("", "data/a.csv:1:1 header: expected a column of times and one of values, found nothing")]
    public void Series_that_cannot_be_learned_from_are_named(string series, string problem) => Assert.Equal(problem, Problem("{\"a.csv\":[]}", series));

    [Fact]
    public void Packed_series_are_read()
    {
        Directory.CreateDirectory(In("data"));
        using (GZipStream packed = new(File.Create(In("data/a.csv.gz")), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(Series));
        }

        File.WriteAllText(In("labels.json"), "{\"a.csv.gz\":[[\"2026-01-07 00:00:00.000000\",\"2026-01-08 00:00:00.000000\"]]}");

        LabelledRead read = LabelledFolder.Read(_folder.FullName);

        Assert.Empty(read.Problems);
        Assert.Equal((3, (1, 2)), (Assert.Single(read.Items).Points.Count, Assert.Single(read.Items[0].Events)));
    }

    [Fact]
    public void An_archive_of_the_same_entries_has_the_same_bytes_whenever_it_was_written()
    {
        using MemoryStream now = Archive(new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero));
        using MemoryStream later = Archive(new(2026, 1, 7, 0, 0, 0, TimeSpan.Zero));

        byte[] still = StillZip.Of(now);

        Assert.NotEqual(now.ToArray(), later.ToArray());
        Assert.Equal(still, StillZip.Of(later));
        using ZipArchive read = new(new MemoryStream(still));
        using StreamReader entry = new(Assert.Single(read.Entries).Open());
        Assert.Equal("trees", entry.ReadToEnd());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static MemoryStream Archive(DateTimeOffset when)
    {
        MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = archive.CreateEntry("model/trees");
            entry.LastWriteTime = when;
            using Stream to = entry.Open();
            to.Write("trees"u8);
        }

        return bytes;
    }

    private string Problem(string labels, string series)
    {
        Directory.CreateDirectory(In("data"));
        File.WriteAllText(In("labels.json"), labels);
        File.WriteAllText(In("data/a.csv"), series);
        return Assert.Single(LabelledFolder.Read(_folder.FullName).Problems).ToString()[(_folder.FullName.Length + 1)..];
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);
}
