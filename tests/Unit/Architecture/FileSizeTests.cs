namespace Observability.Unit.Architecture;

public sealed class FileSizeTests
{
    [Fact]
    public void No_file_is_over_400_lines() => Assert.Equal("", string.Join('\n', Files().Where(f => f.Lines.Length > 400).Select(f => $"{f.Path}:400: has {f.Lines.Length} lines")));

    [Fact]
    public void The_median_file_has_at_most_60_lines()
    {
        int[] lengths = [.. Files().Select(f => f.Lines.Length).Order()];

        Assert.InRange(lengths[lengths.Length / 2], 1, 60);
    }

    private static IEnumerable<(string Path, string[] Lines)> Files() =>
        ((string[])["shared", "functions", "dashboards", "tests"]).SelectMany(folder => Repository.Files(folder, ".cs", ".razor", ".css", ".js", ".csproj"));
}
