using Observability.Core.Primitives;

namespace Observability.Unit;

public sealed class BadInputTests
{
    [Fact]
    public void Its_text_starts_with_a_place_that_editors_make_a_link() =>
        Assert.Equal(
            "export.csv:17:42 BilledCost: expected a decimal, found \"n/a\"",
            new BadInput("export.csv", 17, 42, "BilledCost", "expected a decimal, found \"n/a\"").ToString());
}
