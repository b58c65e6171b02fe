using Observability.Core.Primitives;

namespace Observability.Unit;

public sealed class BadInputTests
{
    [Fact]
    public void Its_text_starts_with_a_place_that_editors_make_a_link() =>
        Assert.Equal(
            "export.csv:17:42 BilledCost: expected a decimal, found \"n/a\"",
            new BadInput("export.csv", 17, 42, "BilledCost", "expected a decimal, found \"n/a\"").ToString());

    [Fact]
    public void Without_a_line_it_names_none()
    {
        Assert.Equal("a.csv.gz: damaged gzip data", new BadInput("a.csv.gz", 0, 0, "", "damaged gzip data").ToString());
        Assert.Equal("cost-exports body: missing", new BadInput("cost-exports", 0, 0, "body", "missing").ToString());
    }
}
