namespace Observability.Sample.Billing;

/// <summary>Unit and price of a meter; the price is one of the field, rounded.</summary>
internal static class Meters
{
    /// <returns>Unit, USD a unit, and the number of the SKU.</returns>
    public static (string Unit, decimal Price, string SkuId) Of(string meter) => meter switch
    {
        "Premium Jobs Compute DBU" => ("DBU", 0.30m, "DZH318Z0BWPS"),
        "Premium All-purpose Compute DBU" => ("DBU", 0.55m, "DZH318Z0BWPT"),
        "Premium Serverless SQL DBU" => ("DBU", 0.91m, "DZH318Z0C0L2"),
        "Cloud Data Movement" => ("DIU Hours", 0.25m, "DZH318Z0BNZ1"),
        "Cloud Orchestration Activity Run" => ("Runs", 0.001m, "DZH318Z0BNZ4"),
        "vCore" => ("vCore Hours", 0.16m, "DZH318Z0BXF7"),
        "Hot LRS Data Stored" => ("GB/Month", 0.0184m, "DZH318Z0BNXN"),
        "Hot LRS Write Operations" => ("10K Operations", 0.054m, "DZH318Z0BNXP"),
        "Analytics Logs Data Ingestion" => ("GB", 2.76m, "DZH318Z0BNX8"),
        "gpt-4o Input Tokens" => ("1M Tokens", 2.5m, "DZH318Z0FGT5"),
        "Power BI Capacity Usage CU" => ("CU Hours", 0.218m, "DZH318Z0G2K3"),
        "Operations" => ("10K Operations", 0.03m, "DZH318Z0BP8G"),
        "Standard Throughput Unit" => ("Hours", 0.03m, "DZH318Z0BQBL"),
        "DW200c" => ("Hours", 3.02m, "DZH318Z0BNZT"),
        "NC4as T4 v3" => ("Hours", 0.758m, "DZH318Z0BQ4V"),
        "NC24ads A100 v4" => ("Hours", 4.775m, "DZH318Z0CF9R"),
        "D8s v5" => ("Hours", 0.576m, "DZH318Z0BQ5D"),
        "D16s v5" => ("Hours", 0.8m, "DZH318Z0BQ5F"),
        "D4s v3" => ("Hours", 0.192m, "DZH318Z0BQ3H"),
        _ => ("Hours", 0.62m, "DZH318Z0BQ6K"),
    };
}
