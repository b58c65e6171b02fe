using Observability.Core.Cost;

namespace Observability.Unit.Cost;

public sealed class CostDimensionsTests
{
    [Fact]
    public void Names_are_read_in_any_case_once_each_and_unknown_ones_are_named()
    {
        (IReadOnlyList<CostDimension> found, IReadOnlyList<string> unknown) = CostDimensions.Read("servicename, RegionId,ServiceName,tag:team,Colour,Tag:");

        Assert.Equal(["ServiceName", "RegionId", "Tag:team"], found.Select(d => d.Name));
        Assert.Equal(["Colour", "Tag:"], unknown);
    }

    [Fact]
    public void Every_name_that_is_listed_is_known() => Assert.All(CostDimensions.Known.Replace(" and ", ", ", StringComparison.Ordinal).Split(", "), name => Assert.NotNull(CostDimensions.Find(name)));
}
