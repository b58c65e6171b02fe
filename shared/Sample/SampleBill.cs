namespace Observability.Sample;

/// <summary>Makes one large FOCUS 1.0 bill of a month, all 43 columns wide, to measure with. Its charges mean nothing.</summary>
/// <remarks>A third of the rows are charges by the day, the rest by the hour, so that about three rows make one sum of a day. The same rows and seed give the same bytes.</remarks>
public static class SampleBill
{
    public const int Days = 30;

    private const string Header =
        "AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,"
        + "ChargePeriodEnd,ChargePeriodStart,CommitmentDiscountCategory,CommitmentDiscountId,CommitmentDiscountName,CommitmentDiscountStatus,CommitmentDiscountType,ConsumedQuantity,ConsumedUnit,"
        + "ContractedCost,ContractedUnitPrice,EffectiveCost,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,RegionName,"
        + "ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,SkuId,SkuPriceId,SubAccountId,SubAccountName,Tags";

    private static readonly (string Category, string Service, string Type, string Meter, string Unit)[] Kinds =
    [
        ("Compute", "Virtual Machines", "Microsoft.Compute/virtualMachines", "D4s v5", "Hours"),
        ("Storage", "Storage", "Microsoft.Storage/storageAccounts", "Hot LRS Data Stored", "GB-Months"),
        ("Databases", "SQL Database", "Microsoft.Sql/servers/databases", "vCore", "Hours"),
        ("Analytics", "Azure Databricks", "Microsoft.Databricks/workspaces", "Premium Jobs Compute DBU", "DBU"),
        ("Analytics", "Azure Data Factory", "Microsoft.DataFactory/factories", "Cloud Data Movement", "DIU-Hours"),
        ("Analytics", "Azure Synapse Analytics", "Microsoft.Synapse/workspaces", "100 DWUs", "Hours"),
        ("Networking", "Bandwidth", "Microsoft.Network/publicIPAddresses", "Standard Data Transfer Out", "GB"),
        ("Management and Governance", "Log Analytics", "Microsoft.OperationalInsights/workspaces", "Analytics Logs Data Ingestion", "GB"),
    ];

    private static readonly (string Id, string Name)[] Regions =
        [("westeurope", "West Europe"), ("northeurope", "North Europe"), ("eastus", "East US"), ("swedencentral", "Sweden Central"), ("southeastasia", "Southeast Asia")];

    /// <summary>Writes the bill.</summary>
    /// <param name="rows">Charges, at least 1.</param>
    public static void Write(string path, int rows, int seed, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        int daily = Math.Max(1, rows / 3 / Days);
        int hourly = Math.Max(1, (rows - (daily * Days)) / (Days * 24));
        string[][] charges = [.. Enumerable.Range(0, daily + hourly).Select(charge => Ends(seed, charge))];
        using StreamWriter file = new(path) { NewLine = "\n" };
        file.WriteLine(Header);
        int written = 0;
        for (int hour = 0; written < rows; hour++)
        {
            cancel.ThrowIfCancellationRequested();
            int day = hour / 24 % Days;
            for (int charge = hour % 24 == 0 ? 0 : daily; charge < charges.Length && written < rows; charge++, written++)
            {
                DateTime start = new DateTime(2026, 10, 1).AddDays(day).AddHours(hour % 24);
                Dice dice = Dice.For(seed, "charge", ((long)hour << 32) + charge);
                Write(file, charges[charge], start, charge < daily ? 24 : 1, dice.Whole(1, 40_000_000) / 1_000_000m, dice.Whole(1, 9_000_000) / 100_000_000m);
            }
        }
    }

    private static void Write(StreamWriter file, string[] parts, DateTime start, int hours, decimal quantity, decimal price)
    {
        decimal cost = quantity * price;
        file.Write($",{cost},{parts[0]}{start.AddHours(hours):yyyy-MM-dd HH:mm:ss},{start:yyyy-MM-dd HH:mm:ss},,,,,,{quantity},{parts[1]},{cost},{price},");
        file.Write($"{cost},Microsoft,{cost},{price},Standard,{quantity},{parts[1]},{parts[2]}\n");
    }

    /// <summary>What every row of one charge says alike, cut where the rest comes between.</summary>
    private static string[] Ends(int seed, int charge)
    {
        Dice dice = Dice.For(seed, "resource", charge);
        (string category, string service, string type, string meter, string unit) = dice.Pick(Kinds);
        (string region, string regionName) = dice.Pick(Regions);
        int subscription = dice.Whole(1, 40);
        string account = $"/subscriptions/00000000-0000-4000-8000-{subscription:D12}";
        string name = $"res-{dice.Bits() & 0xFFFFFF:x6}-{charge}";
        string environment = dice.Pick(["prod", "prod", "test", "dev"]);
        string tags = dice.Chance(0.3) ? "" : $"\"{{\"\"environment\"\":\"\"{environment}\"\",\"\"team\"\":\"\"team-{dice.Whole(1, 30)}\"\",\"\"cost_center\"\":\"\"{dice.Whole(1000, 1099)}\"\"}}\"";
        return
        [
            $"/providers/Microsoft.Billing/billingAccounts/8831204,Contoso,USD,2026-11-01 00:00:00,2026-10-01 00:00:00,Usage,,\"{service}, {meter}\",Usage-Based,",
            unit,
            $"Microsoft,Microsoft,{region},{regionName},{account}/resourceGroups/rg-{environment}-{subscription}/providers/{type}/{name},{name},{type},{category},{service},"
                + $"SKU-{meter.Length:D3}-{region},SKU-{meter.Length:D3}-{region}-P1,{account},Subscription {subscription},{tags}",
        ];
    }
}
