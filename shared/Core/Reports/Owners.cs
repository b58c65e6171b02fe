using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Reports;

/// <summary>Who looks after a job or pays a charge.</summary>
internal static class Owners
{
    public const string Nobody = "(no owner)";

    private static readonly string[] Tags = ["team", "owner", "costcenter"];

    /// <summary>The owner by the settings, else as the source says.</summary>
    public static string Of(Subject job, JobState? state, Settings settings) =>
        settings.OwnerOf(job)
        ?? (state?.Owners is { Value.Count: > 0 } owners ? owners.Value[0] : state?.Tags?.Value.GetValueOrDefault("team"))
        ?? Nobody;

    /// <summary>The owner of the resource or sub-account by the settings, else the tag team, owner or cost center of the charge.</summary>
    public static string Of(DayCost day, CostItem item, Settings settings) =>
        (settings.Owners.Count == 0 ? null : settings.OwnerOf(CostPoints.Resource(item.ResourceId)) ?? settings.OwnerOf(CostPoints.SubAccount(day)))
        ?? Tags.Select(name => item.Tags.FirstOrDefault(t => ChargeTags.Plain(t.Key) == name).Value).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))
        ?? Nobody;
}
