using Observability.Core.Configuration;
using Observability.Core.Cost;

namespace Observability.Core.Recommendations;

/// <summary>Finds what is not production in a bill: whole sub-accounts by their name, else single resources by their tags.</summary>
internal static class OffHoursOf
{
    private static readonly Dictionary<string, string> NoTags = [];

    public static IEnumerable<OffHours> All(Estate estate)
    {
        EnvironmentSettings settings = estate.Settings.Environments;
        foreach (IGrouping<string, DayCost> account in estate.Days.GroupBy(d => d.SubAccount).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            string name = account.Last().SubAccountName;
            (DateOnly Day, CostItem Item)[] items = [.. account.SelectMany(d => d.Items.Where(i => i.ChargeCategory is "Usage" or "").Select(i => (d.Day, i)))];
            bool whole = settings.IsNonProduction(name, NoTags) || settings.IsNonProduction(account.Key, NoTags);
            string label = name.Length > 0 ? name : account.Key;
            IEnumerable<IGrouping<string, (DateOnly Day, CostItem Item)>> groups = whole
                ? items.GroupBy(_ => CostPoints.SubAccount(account.First()).Text)
                : items.Where(i => i.Item.ResourceId.Length > 0 && settings.IsNonProduction(null, i.Item.Tags)).GroupBy(i => CostPoints.Resource(i.Item.ResourceId).Text);
            foreach (IGrouping<string, (DateOnly Day, CostItem Item)> group in groups)
            {
                foreach (IGrouping<string, (DateOnly Day, CostItem Item)> currency in group.GroupBy(i => i.Item.Currency))
                {
                    yield return Of(group.Key, account.Key, label, whole, currency.Key, [.. currency]);
                }
            }
        }
    }

    private static OffHours Of(string resource, string account, string label, bool whole, string currency, (DateOnly Day, CostItem Item)[] items)
    {
        (DateOnly Day, CostItem Item)[] off = [.. items.Where(i => !StaysOn.Includes(i.Item.Service) && !ChargeTags.EndsWithRun(i.Item.Tags))];
        return new()
        {
            Resource = resource,
            SubAccount = account,
            Label = whole ? label : items[0].Item.ResourceName is { Length: > 0 } name ? name : items[0].Item.ResourceId,
            Because = whole ? $"the name of sub-account {label}" : $"tag {string.Join(", ", items[0].Item.Tags.Where(t => t.Key.StartsWith("env", StringComparison.OrdinalIgnoreCase)).Select(t => $"{t.Key}={t.Value}"))}",
            Currency = currency,
            Daily = off.GroupBy(i => i.Day).ToDictionary(g => g.Key, g => g.Sum(i => i.Item.Effective)),
            Kept = items.Sum(i => i.Item.Effective) - off.Sum(i => i.Item.Effective),
            Dearest = [.. off.Where(i => i.Item.ResourceId.Length > 0).GroupBy(i => ResourceName.Plain(i.Item.ResourceId)).OrderByDescending(g => g.Sum(i => i.Item.Effective)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.First().Item)],
        };
    }
}
