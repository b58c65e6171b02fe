using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Observability.Core.Ingestion.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Azure;

/// <summary>Cost recommendations of Azure Advisor. Other categories say nothing of money and are ignored.</summary>
public sealed partial class AzureAdvisor : AzureFormat
{
    public override string Name => "azure-advisor";

    private protected override bool Knows(string head) => Typed().IsMatch(head);

    private protected override IEnumerable<AzureItem> Items(JsonElement body, string path) =>
        body.Any("value").ValueKind == JsonValueKind.Array ? Each(body, path, "value") : body.Text("id") is not null ? [new(body, path)] : [];

    private protected override Record Read(AzureItem item, Record record, out string? field, out string? wrong)
    {
        (field, wrong) = (null, null);
        JsonElement properties = item.Json.Object("properties");
        JsonElement extended = properties.Object("extendedProperties");
        if (!string.Equals(properties.Text("category"), "Cost", StringComparison.OrdinalIgnoreCase))
        {
            return record with { Ignored = $"advice about {SafeText.Cut(properties.Text("category") ?? "nothing")}, not about cost" };
        }

        string? id = item.Json.Text("id");
        string? resource = properties.Object("resourceMetadata").Text("resourceId") ?? id?.Split("/providers/Microsoft.Advisor/", StringSplitOptions.None)[0];
        if (id is not { Length: <= Limits.NameLength } || resource is not { Length: <= Limits.NameLength })
        {
            (field, wrong) = ("id", id is null ? "missing" : $"longer than {Limits.NameLength} characters");
            return record;
        }

        string? said = extended.Scalar("annualSavingsAmount");
        if (said is not null && !Amount(said, out _))
        {
            (field, wrong) = ("properties.extendedProperties.annualSavingsAmount", $"expected a number of 0 or more, found \"{SafeText.Cut(said)}\"");
            return record;
        }

        decimal? saving = said is not null && Amount(said, out decimal year) ? year / 365 * 30 : null;
        string? currency = extended.Text("savingsCurrency");
        return record with
        {
            Facts =
            [
                new AdviceFact
                {
                    Id = id,
                    Rule = properties.Text("recommendationTypeId") ?? "",
                    Resource = resource,
                    Title = SafeText.Cut(properties.Object("shortDescription").Text("solution") ?? properties.Object("shortDescription").Text("problem") ?? "Azure Advisor found a saving", 300),
                    Saving = currency is { Length: 3 } ? saving : null,
                    Currency = currency is { Length: 3 } && saving is not null ? currency.ToUpperInvariant() : null,
                    Thing = string.Join(' ', new[] { extended.Text("displaySKU") ?? extended.Text("sku"), extended.Text("region") }.Where(t => t is not null)),
                    Term = extended.Text("term"),
                    LookbackDays = int.TryParse(extended.Scalar("lookbackPeriod"), CultureInfo.InvariantCulture, out int days) && days is > 0 and <= 366 ? days : null,
                    Updated = properties.Time("lastUpdated"),
                },
            ],
        };
    }

    private static bool Amount(string text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount) && amount >= 0;

    [GeneratedRegex("\"type\"\\s*:\\s*\"Microsoft\\.Advisor/recommendations\"", RegexOptions.IgnoreCase)]
    private static partial Regex Typed();
}
