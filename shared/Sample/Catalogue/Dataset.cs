namespace Observability.Sample.Catalogue;

internal sealed record Dataset(string Namespace, string Name)
{
    private static readonly Dictionary<string, (string Namespace, string Prefix)> Places = new()
    {
        ["erp"] = ("sqlserver://erp-sql.contoso.example:1433", "erp.dbo."),
        ["crm"] = ("salesforce://contoso", ""),
        ["hub"] = ("kafka://evhns-events-prod.contoso.example:9093", ""),
        ["land"] = ("abfss://landing@stcontosolanding.dfs.core.windows.net", ""),
        ["b"] = ("abfss://lake@stcontosolake.dfs.core.windows.net", "bronze/"),
        ["s"] = ("abfss://lake@stcontosolake.dfs.core.windows.net", "silver/"),
        ["g"] = ("abfss://lake@stcontosolake.dfs.core.windows.net", "gold/"),
        ["m"] = ("databricks://adb-4821907713.11.azuredatabricks.net", "analytics.marts."),
        ["p"] = ("powerbi://contoso", "dashboards/"),
    };

    public string FullName => $"{Namespace}/{Name}";

    public string Subject => $"dataset:{FullName}";

    /// <param name="text">A place and a name, for example <c>b:orders</c>.</param>
    public static Dataset Read(string text)
    {
        string[] parts = text.Split(':');
        (string scope, string prefix) = Places[parts[0]];
        return new(scope, prefix + parts[1]);
    }
}

/// <summary>Data that partners deliver by themselves.</summary>
/// <param name="SpreadSeconds">Standard deviation of the time of arrival.</param>
internal sealed record Arrival(Dataset Dataset, Calendars.Cadence Cadence, double Rows, double RowBytes, Calendars.Shape Shape, double SpreadSeconds);
