using CsCheck;
using Observability.Adapters.CostManagement;

namespace Observability.Unit.Adapters.Collecting;

public sealed class ExportMarkTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact] // the law: looked at in the order of change, in any number of rounds, each file once
    public void Every_file_is_taken_once_however_the_rounds_fall() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 20], Gen.Int[0, 20].Array[0, 6]).Sample((minutes, cuts) =>
        {
            ExportFile[] files = [.. minutes.Select((minute, i) => new ExportFile($"f{i}.csv", 1, Day.AddMinutes(minute), $"e{i}")).OrderBy(f => f.Modified).ThenBy(f => f.Name, StringComparer.Ordinal)];
            List<string> taken = [];
            string mark = "";
            foreach (int there in cuts.Append(files.Length).Order())
            {
                ExportMark now = ExportMark.Read(mark);
                foreach (ExportFile file in files.Take(there).Where(now.IsNews).ToArray())
                {
                    taken.Add(file.Name);
                    now = now.Took(file);
                }

                mark = now.Text;
            }

            return taken.SequenceEqual(files.Select(f => f.Name));
        });

    [Fact]
    public void An_unfinished_run_is_waited_for_and_does_not_hold_up_the_next()
    {
        ExportFile early = File("a/manifest.json", 1), late = File("b/manifest.json", 2);
        ExportMark mark = ExportMark.Read(new ExportMark().Waits(early, "a lacks x").Took(late).Text);

        Assert.True(mark.IsNews(early));
        Assert.False(mark.IsNews(late));
        Assert.Equal("a lacks x", mark.Problem);
        Assert.Null(mark.Took(early).Problem);
    }

    [Fact]
    public void A_manifest_counts_when_all_of_its_files_are_there_with_all_their_bytes()
    {
        const string Manifest = """{"blobs":[{"blobName":"x/p1.csv","byteCount":10},{"blobName":"x/p2.csv","byteCount":20}]}""";
        ExportFile manifest = File("x/manifest.json", 3), first = File("x/p1.csv", 1, 10), half = File("x/p2.csv", 2, 15), second = File("x/p2.csv", 2, 20);

        Assert.Equal("x/manifest.json names x/p2.csv, which is not there", ExportRun.Of(manifest, [manifest, first], Manifest).Lacks);
        Assert.Equal("x/p2.csv has 15 of the 20 bytes that x/manifest.json says", ExportRun.Of(manifest, [manifest, first, half], Manifest).Lacks);
        Assert.Equal([first, second], ExportRun.Of(manifest, [manifest, first, second], Manifest).Parts);
        Assert.Equal("x/manifest.json is no manifest that can be read", ExportRun.Of(manifest, [manifest], "{\"blobs\":[{").Lacks);
        Assert.Empty(ExportRun.Of(first, [manifest, first], "").Parts); // comes with its manifest
        Assert.Equal([File("y/z.csv", 1)], ExportRun.Of(File("y/z.csv", 1), [File("y/z.csv", 1)], "").Parts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("2026-11-02")]
    public void A_watermark_of_somebody_else_begins_anew(string text) => Assert.True(ExportMark.Read(text).IsNews(File("a.csv", 0)));

    private static ExportFile File(string name, int minute, long bytes = 1) => new(name, bytes, Day.AddMinutes(minute), name);
}
