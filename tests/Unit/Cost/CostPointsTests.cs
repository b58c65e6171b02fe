using System.Globalization;
using Observability.Core.Cost;
using Observability.Core.Ingestion;

namespace Observability.Unit.Cost;

public sealed class CostPointsTests
{
    [Fact]
    public void A_day_adds_a_value_to_its_sub_account_and_to_each_service() => Assert.Equal(
        ["spend:SubAccountId=sub cost:USD 30", "spend:SubAccountId=sub,ServiceName=Storage cost:USD 10", "spend:SubAccountId=sub,ServiceName=Spark cost:USD 20"],
        PointsOf(Bill.Line(4), Bill.Line(6), Bill.Line(20, "Spark")));

    [Fact]
    public void Currencies_have_series_of_their_own() => Assert.Equal(
        ["spend:SubAccountId=sub cost:USD 4", "spend:SubAccountId=sub,ServiceName=Storage cost:USD 4", "spend:SubAccountId=sub cost:EUR 6", "spend:SubAccountId=sub,ServiceName=Storage cost:EUR 6"],
        PointsOf(Bill.Line(4), Bill.Line(6, currency: "EUR")));

    [Theory]
    [InlineData(2, true)]
    [InlineData(1.99, false)]
    public void A_resource_has_a_series_from_a_share_of_its_sub_account(double cost, bool own)
    {
        IEnumerable<string> points = PointsOf(Bill.Line((decimal)cost, resource: "vm1"), Bill.Line(100 - (decimal)cost));

        Assert.Equal(own, points.Any(p => p.Contains(",ResourceId=vm1 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_day_of_credits_gives_no_resource_a_series() =>
        Assert.DoesNotContain(PointsOf(Bill.Line(-5, resource: "vm1"), Bill.Line(1)), p => p.Contains("ResourceId", StringComparison.Ordinal));

    [Fact]
    public void The_same_day_again_has_the_same_ids_whatever_it_cost() => Assert.Equal(
        CostPoints.Of(DayOf(Bill.Line(4))).Select(p => (p.Subject, p.Point.Id, p.Point.Time)),
        CostPoints.Of(DayOf(Bill.Line(5))).Select(p => (p.Subject, p.Point.Id, p.Point.Time)));

    private static IEnumerable<string> PointsOf(params LedgerLine[] lines) =>
        CostPoints.Of(DayOf(lines)).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Subject} {p.Measure} {p.Point.Value}"));

    private static DayCost DayOf(params LedgerLine[] lines) => DayCostOf.Newest([new(Bill.Fact("d", 1, "p", lines), new(2026, 11, 12, 0, 0, 0, TimeSpan.Zero))]);
}
