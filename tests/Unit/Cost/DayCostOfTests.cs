using Observability.Core.Cost;
using Observability.Core.Ingestion;

namespace Observability.Unit.Cost;

public sealed class DayCostOfTests
{
    [Fact]
    public void The_delivery_that_was_stated_last_counts_and_the_one_before_is_what_was_restated()
    {
        DayCost cost = DayCostOf.Newest([Bill.Stated("monday", 10, asOf: 1), Bill.Stated("wednesday", 12, asOf: 3), Bill.Stated("tuesday", 11, asOf: 2)]);

        Assert.Equal((12m, 11m, 3), (cost.Totals()["USD"], cost.Before["USD"], cost.Deliveries));
    }

    [Fact]
    public void Parts_of_one_delivery_are_added()
    {
        DayCost cost = DayCostOf.Newest([Bill.Stated("d", 10, part: "p1"), Bill.Stated("d", 5, part: "p2")]);

        Assert.Equal((15m, 1, 0), (cost.Totals()["USD"], cost.Deliveries, cost.Before.Count));
    }

    [Fact]
    public void Of_two_that_were_stated_at_once_the_one_received_later_counts() =>
        Assert.Equal(2m, DayCostOf.Newest([Bill.Stated("b", 1, received: 5), Bill.Stated("a", 2, received: 6)]).Totals()["USD"]);

    [Fact]
    public void Of_two_that_were_stated_and_received_at_once_the_greater_name_counts() =>
        Assert.Equal(1m, DayCostOf.Newest([Bill.Stated("a", 2), Bill.Stated("b", 1)]).Totals()["USD"]);

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public void A_day_is_complete_when_it_was_over_at_the_time_of_the_bill(double asOf, bool complete) =>
        Assert.Equal(complete, DayCostOf.Newest([Bill.Stated("d", 1, asOf: asOf)]).Complete);

    [Fact]
    public void Currencies_are_never_added()
    {
        DayCost cost = DayCostOf.Newest([Bill.Stated("d", 10, part: "p1"), Bill.Stated("d", 5, part: "p2", currency: "EUR")]);

        Assert.Equal((10m, 5m), (cost.Totals()["USD"], cost.Totals()["EUR"]));
    }

    [Fact]
    public void The_order_of_deliveries_leaves_no_trace()
    {
        StatedDay[] stated = [Bill.Stated("a", 1, asOf: 1), Bill.Stated("b", 2, asOf: 1), Bill.Stated("c", 3, asOf: 1, received: 4), Bill.Stated("d", 4, asOf: 0.5)];

        string[] seen = [.. Enumerable.Range(0, 50).Select(seed => DayCostOf.Newest([.. Shuffle.Of(stated, seed)])).Select(c => $"{c.Totals()["USD"]} {c.Before["USD"]}").Distinct()];

        Assert.Equal(["3 2"], seen);
    }
}
