using Observability.Sample.Catalogue;

namespace Observability.Sample.Faults;

/// <summary>Bills that jump, and resources that nobody switches off.</summary>
internal static class SpendFaults
{
    public const string NewResource = "new";

    public static IEnumerable<Fault> Plan(SampleOptions options)
    {
        Dice dice = Dice.For(options.Seed, "spend");
        int days = (int)(FaultWindow.To(options) - FaultWindow.From(options)).TotalDays - 8;
        if (days >= 6)
        {
            yield return Jump(options, dice.Pick(["logs", "openai", "events"]), dice.Between(2, 4), dice.Whole(0, days / 3 - 1), dice.Whole(3, 6));
            yield return Jump(options, "interactive", dice.Between(1.8, 3), days / 3 + dice.Whole(0, days / 3 - 1), dice.Whole(2, 4));
            yield return Jump(options, NewResource, dice.Between(70, 130), 2 * days / 3 + dice.Whole(0, days / 3 - 1), dice.Whole(4, 7));
        }

        foreach (string key in new[] { "shared", "pooltest" })
        {
            Resource resource = Resources.Named(key);
            Fault fault = new()
            {
                Id = $"non-production-nights.{resource.Name.Replace('/', '-')}",
                Kind = "waste:non-production-nights",
                Subject = $"spend:ResourceId={resource.Id}",
                First = options.From,
                Last = options.End,
                ResourceKey = key,
            };
            yield return Named(fault, resource);
        }
    }

    /// <summary>The resource whose charges a fault of money changes; a new one is a GPU machine that somebody forgot.</summary>
    public static Resource ResourceOf(Fault fault) => fault.ResourceKey == NewResource
        ? new Resource(NewResource, Resources.Named("mldev").Subscription, "microsoft.compute/virtualmachines", "vm-gpu-tmp01", "Virtual Machines", "Compute", "NC24ads A100 v4", "marketing", Billed.Always, 0)
        : Resources.Named(fault.ResourceKey);

    private static Fault Jump(SampleOptions options, string key, double factor, int day, int days)
    {
        DateTimeOffset first = FaultWindow.From(options).AddDays(day);
        Resource resource = ResourceOf(new Fault { Id = "", Kind = "", Subject = "", First = first, Last = first, ResourceKey = key });
        Fault fault = new()
        {
            Id = $"spend.{resource.Name}",
            Kind = "spend",
            Subject = $"spend:SubAccountId=/subscriptions/{resource.Subscription.Id},ServiceName={resource.Service}",
            First = first,
            Last = first.AddDays(days - 1),
            Factor = factor,
            ResourceKey = key,
        };
        return Named(fault, resource);
    }

    private static Fault Named(Fault fault, Resource resource)
    {
        fault.Breaks($"spend:SubAccountId=/subscriptions/{resource.Subscription.Id}");
        fault.Breaks($"spend:ServiceName={resource.Service}");
        fault.Breaks($"spend:ResourceId={resource.Id}");
        return fault;
    }
}
