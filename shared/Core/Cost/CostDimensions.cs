using System.Globalization;

namespace Observability.Core.Cost;

/// <summary>A column by which costs are summed up.</summary>
/// <param name="Name">As FOCUS spells it; <c>Tag:KEY</c> for a tag.</param>
public sealed record CostDimension(string Name, Func<DayCost, CostItem, string> Of);

/// <summary>The dimensions that costs can be summed up by: one table for the command line and the API.</summary>
public static class CostDimensions
{
    private const string Tag = "Tag:";

    private static readonly CostDimension[] Columns =
    [
        new("Day", (day, _) => day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("BillingAccountId", (day, _) => day.BillingAccount),
        new("SubAccountId", (day, _) => day.SubAccount),
        new("SubAccountName", (day, _) => day.SubAccountName),
        new("ServiceName", (_, item) => item.Service),
        new("ResourceId", (_, item) => item.ResourceId),
        new("ResourceName", (_, item) => item.ResourceName),
        new("RegionId", (_, item) => item.Region),
        new("SkuMeter", (_, item) => item.Meter),
        new("ChargeCategory", (_, item) => item.ChargeCategory),
    ];

    /// <summary>The names there are, for help and for problems.</summary>
    public static string Known { get; } = string.Join(", ", Columns.Select(c => c.Name)) + $" and {Tag}KEY";

    /// <summary>The dimension of a name, upper and lower case alike; null when there is none.</summary>
    public static CostDimension? Find(string name)
    {
        if (name.StartsWith(Tag, StringComparison.OrdinalIgnoreCase) && name.Length > Tag.Length)
        {
            string key = name[Tag.Length..];
            return new(Tag + key, (_, item) => item.Tags.GetValueOrDefault(key) ?? "(none)");
        }

        return Array.Find(Columns, c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The dimensions of a list with commas between, each once, and the names that are none.</summary>
    public static (IReadOnlyList<CostDimension> Found, IReadOnlyList<string> Unknown) Read(string list)
    {
        string[] names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return ([.. names.Select(Find).OfType<CostDimension>().DistinctBy(d => d.Name)], [.. names.Where(n => Find(n) is null)]);
    }
}
