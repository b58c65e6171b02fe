using Observability.Sample.Catalogue;

namespace Observability.Sample.Billing;

/// <summary>Charges of a resource as a whole, whoever uses it.</summary>
internal static class FixedCharges
{
    private const double GrowthPerDay = 0.0025;

    /// <summary>Null on days on which the resource is switched off.</summary>
    public static Charge? Of(SampleOptions options, Resource resource, DateTimeOffset day)
    {
        Dice dice = Dice.For(options.Seed, "bill:" + resource.Key, day.UtcTicks);
        double growth = resource.Billed == Billed.Growing ? 1 + GrowthPerDay * (day - options.From).TotalDays : 1;
        bool machine = resource.Type.Contains("virtualmachine", StringComparison.Ordinal) || resource.Service == "Azure Synapse Analytics";
        double noise = resource.Billed switch
        {
            Billed.OfficeHours when machine => 1 + 0.02 * dice.Normal(),
            Billed.OfficeHours => dice.Spread(0.1),
            _ when machine => 1, // rented by the hour, all day
            _ => 1 + 0.015 * dice.Normal(),
        };
        bool off = resource.Billed == Billed.OfficeHours && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return off ? null : Make(resource, day, Math.Round((decimal)(resource.Daily * growth * noise), 6));
    }

    public static Charge Make(Resource resource, DateTimeOffset day, decimal cost) => new(
        day, resource.Subscription, resource.Billed, resource.Id, resource.Name.Split('/')[^1], resource.Type, resource.Service, resource.Category, resource.Meter, cost,
        resource.Key is "vault" or "landing" ? "" : $$"""{"env":"{{resource.Subscription.Environment}}","team":"{{resource.Team}}"}""");
}
