using Observability.Core.Ingestion;
using Observability.Core.Inventory;
using Observability.Core.Recommendations;
using Observability.Core.Recommendations.Rules;

namespace Observability.Unit.Recommendations;

public sealed class ProviderAdviceTests
{
    [Fact]
    public void All_answers_about_one_thing_are_one_recommendation_of_the_shortest_commitment()
    {
        Recommendation found = Assert.Single(Find(
            Advice("a", 47, "P1Y", 60), Advice("b", 73, "P3Y", 60), Advice("c", 41, "P1Y", 7), Advice("d", 75, "P3Y", 30)).Found);

        Assert.Equal((47m, 41m, 75m, "USD"), (found.Saving.Amount, found.Saving.Low, found.Saving.High, found.Saving.Currency));
        Assert.Equal("spend:ResourceId=/subscriptions/s1,Sku=B4ms eastus", found.Resource);
        Assert.Contains("47.00 USD a month with a commitment of P1Y, by the last 60 days", found.Evidence);
    }

    [Fact]
    public void Advice_that_the_newest_list_does_not_hold_is_gone() =>
        Assert.Equal("B4ms", Assert.Single(Find(Advice("a", 47, thing: "B4ms"), Advice("b", 99, thing: "old", seen: An.Now.AddDays(-2))).Found).Title[^5..^1]);

    [Fact]
    public void An_old_list_says_nothing_of_today() =>
        Assert.Equal(NotFiredReason.NoData, Assert.Single(Find(Advice("a", 47, seen: An.Now.AddDays(-10))).Not).Reason);

    [Fact]
    public void Without_an_amount_it_says_why_not()
    {
        RuleAnswer answer = Find(Advice("a", null));

        Assert.Empty(answer.Found);
        Assert.Equal("Buy: the provider names no amount", Assert.Single(answer.Not).Why);
    }

    [Fact]
    public void Two_currencies_are_two_recommendations() => Assert.Equal(2, Find(Advice("a", 47), Advice("b", 47, currency: "EUR")).Found.Count);

    private static RuleAnswer Find(params AdviceState[] advice) => new ProviderAdvice().Find(An.Estate([]) with { Advice = advice });

    private static AdviceState Advice(string id, decimal? saving, string? term = null, int? days = null, string thing = "B4ms eastus", string currency = "USD", DateTimeOffset? seen = null) => new(
        new AdviceFact
        {
            Id = $"/subscriptions/s1/providers/Microsoft.Advisor/recommendations/{id}",
            Rule = "t",
            Resource = "/subscriptions/s1",
            Title = "Buy",
            Saving = saving,
            Currency = saving is null ? null : currency,
            Thing = thing,
            Term = term,
            LookbackDays = days,
        },
        seen ?? An.Now.AddHours(-3));
}
