using System.IO.Compression;
using System.Text;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Plain;
using Observability.Core.Primitives;
using ZstdSharp;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Adapters;

public sealed class FileInputsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("obs-files").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Folders_and_globs_give_their_files_in_ordinal_order()
    {
        foreach (string file in new[] { "b/2.json", "b/10.json", "a.csv", "B.csv", "b/deep/x.csv" })
        {
            Write(file, [1]);
        }

        Assert.Equal(["B.csv", "a.csv", "b/10.json", "b/2.json", "b/deep/x.csv"], Names(_folder));
        Assert.Equal(["B.csv", "a.csv"], Names(_folder + "/*.csv"));
        Assert.Equal(["B.csv", "a.csv", "b/deep/x.csv"], Names(_folder + "/**/*.csv"));
        Assert.Equal(["b/10.json", "b/2.json"], Names(_folder + "/b/*.json"));
    }

    [Fact]
    public void What_is_not_there_is_a_problem_and_no_exception()
    {
        List<FileInput> inputs = [.. FileInputs.Expand(["/no/such", "/no/*.such"], () => Stream.Null, _folder)];

        Assert.Equal(["/no/such: there is no such file or folder", "/no/*.such: nothing matches"], inputs.Select(input => input.Problem?.ToString()));
    }

    [Fact]
    public async Task Standard_input_can_be_read_twice()
    {
        FileInput input = Assert.Single(FileInputs.Expand(["-"], () => new MemoryStream("dataset,time\nx,2026-11-01"u8.ToArray()), _folder));

        Assert.Equal("-", input.Name);
        Assert.Single(await Read(input.Input!));
        Assert.Single(await Read(input.Input!));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gz")]
    [InlineData("gz, two members")]
    [InlineData("zst")]
    public async Task Packing_is_told_by_content(string packing)
    {
        byte[] text = Rows(3000);
        Input input = Write("file", packing switch
        {
            "gz" => Gzip(text),
            "gz, two members" => [.. Gzip(text[..2000]), .. Gzip(text[2000..])],
            "zst" => new Compressor().Wrap(text).ToArray(),
            _ => text,
        });

        Assert.NotNull(InputFile.HeadOf(input, out BadInput? problem));
        Assert.Null(problem);
        Assert.Equal(3000, (await Read(input)).Count(record => record.Problem is null));
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    public async Task The_good_part_of_a_truncated_archive_is_kept(string packing)
    {
        byte[] text = Rows(20_000);
        byte[] whole = packing == "gz" ? Gzip(text) : new Compressor().Wrap(text).ToArray();
        Input input = Write("file", whole[..(whole.Length * 3 / 4)]);

        List<Record> records = await Read(input);

        Assert.True(records.Count(record => record.Problem is null) > 100);
        Assert.Contains("cannot be read further", records[^1].Problem?.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_inflates_out_of_proportion_is_stopped()
    {
        byte[] text = [.. "dataset,time\n"u8, .. Enumerable.Repeat((byte)'\n', 100_000_000)];

        List<Record> records = await Read(Write("bomb.gz", Gzip(text)));

        Assert.Contains("inflates to more than 100 times its size", records[^1].Problem?.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_vanished_is_a_problem_and_no_exception()
    {
        Input input = InputFile.Of(Path.Combine(_folder, "gone.csv"), "gone.csv");

        Assert.Null(InputFile.HeadOf(input, out BadInput? problem));
        Assert.Equal("gone.csv: cannot be read: there is no such file", problem?.ToString());
        Assert.StartsWith("gone.csv:1:1 record: cannot be read: ", Assert.Single(await Read(input)).Problem?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_format_is_answered_with_the_known_ones()
    {
        Assert.NotNull(Formats.Named("OpenLineage", out _));
        Assert.Null(Formats.Named("openlinage", out string problem));
        Assert.StartsWith("--format openlinage: no such format; there are openlineage, ", problem, StringComparison.Ordinal);
    }

    private static async Task<List<Record>> Read(Input input)
    {
        List<Record> records = [];
        await foreach (Record record in new UpdatesCsv().ReadAsync(input, TestContext.Current.CancellationToken))
        {
            records.Add(record);
        }

        return records;
    }

    private static byte[] Rows(int count) =>
        Encoding.UTF8.GetBytes("dataset,time\n" + string.Concat(Enumerable.Range(0, count).Select(row => $"set{row * 7919L % 100_003},{1_793_512_800L + row * 37}\n")));

    private static byte[] Gzip(byte[] text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }

    private Input Write(string file, byte[] bytes)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return InputFile.Of(path, file);
    }

    private IEnumerable<string> Names(string path) =>
        FileInputs.Expand([path], () => Stream.Null, _folder).Select(input => Path.GetRelativePath(_folder, input.Name).Replace('\\', '/'));
}
