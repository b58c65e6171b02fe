namespace Observability.Sample.Catalogue;

/// <summary>What is paid for: four subscriptions and what runs in them.</summary>
internal static class Resources
{
    public static IReadOnlyList<Subscription> Subscriptions { get; } =
    [
        new("data", "1f6a2c0e-5b1d-4c7e-9a34-0d2b7c1e8f01", "Data Platform Production", "prod"),
        new("analytics", "6be03d52-91f7-4d0a-8c6f-3a5d9e7b2c02", "Analytics Production", "prod"),
        new("dev", "a94c7e18-2d3f-4b69-b5e0-7c8f1a6d4e03", "Data Development", "dev"),
        new("test", "d05b8f63-7e4a-4f12-8d91-5b3c6a9e0f04", "Data Test", "test"),
    ];

    // key | subscription | type | name | service | category | meter | team | billed | USD a day
    private const string Table = """
        adf|data|microsoft.datafactory/factories|adf-ingest-prod|Azure Data Factory|Integration|Cloud Data Movement|platform|Shared|0
        dbx|data|microsoft.databricks/workspaces|dbw-data-prod|Azure Databricks|Analytics|Premium Jobs Compute DBU|platform|PerRun|0
        spark|data|microsoft.synapse/workspaces/bigdatapools|synw-data-prod/sparkstream|Azure Synapse Analytics|Analytics|vCore|platform|Shared|0
        aks|data|microsoft.compute/virtualmachinescalesets|aks-airflow-prod|Virtual Machines|Compute|D8s v5|platform|Always|27.65
        etl01|data|microsoft.compute/virtualmachines|vm-legacy-etl01|Virtual Machines|Compute|D4s v3|platform|Always|4.61
        lake|data|microsoft.storage/storageaccounts|stcontosolake|Storage Accounts|Storage|Hot LRS Data Stored|platform|Growing|61.4
        landing|data|microsoft.storage/storageaccounts|stcontosolanding|Storage Accounts|Storage|Hot LRS Write Operations|platform|Always|7.2
        events|data|microsoft.eventhub/namespaces|evhns-events-prod|Event Hubs|Integration|Standard Throughput Unit|platform|Always|11.52
        logs|data|microsoft.operationalinsights/workspaces|log-data-prod|Log Analytics|Management and Governance|Analytics Logs Data Ingestion|platform|Growing|38.6
        vault|data|microsoft.keyvault/vaults|kv-data-prod|Key Vault|Security|Operations|platform|Always|0.41
        dbxa|analytics|microsoft.databricks/workspaces|dbw-analytics-prod|Azure Databricks|Analytics|Premium Jobs Compute DBU|commerce|PerRun|0
        interactive|analytics|microsoft.databricks/workspaces|dbw-notebooks-prod|Azure Databricks|Analytics|Premium All-purpose Compute DBU|marketing|OfficeHours|48.5
        sqlwh|analytics|microsoft.databricks/workspaces|dbw-sql-prod|Azure Databricks|Analytics|Premium Serverless SQL DBU|finance|Shared|0
        synfin|analytics|microsoft.synapse/workspaces/bigdatapools|synw-finance-prod/sparkfin|Azure Synapse Analytics|Analytics|vCore|finance|Shared|0
        sqlpool|analytics|microsoft.synapse/workspaces/sqlpools|synw-finance-prod/dwh|Azure Synapse Analytics|Analytics|DW200c|finance|Always|72.48
        adfa|analytics|microsoft.datafactory/factories|adf-publish-prod|Azure Data Factory|Integration|Cloud Orchestration Activity Run|commerce|Shared|0
        marts|analytics|microsoft.storage/storageaccounts|stcontosomarts|Storage Accounts|Storage|Hot LRS Data Stored|commerce|Growing|14.9
        fabric|analytics|microsoft.fabric/capacities|fabbi|Power BI Embedded|Analytics|Power BI Capacity Usage CU|commerce|Always|52.4
        openai|analytics|microsoft.cognitiveservices/accounts|cog-analytics-prod|Azure OpenAI|AI and Machine Learning|gpt-4o Input Tokens|marketing|OfficeHours|19.8
        dbxdev|dev|microsoft.databricks/workspaces|dbw-data-dev|Azure Databricks|Analytics|Premium Jobs Compute DBU|platform|PerRun|0
        shared|dev|microsoft.databricks/workspaces|dbw-shared-dev|Azure Databricks|Analytics|Premium All-purpose Compute DBU|platform|Always|63.8
        mldev|dev|microsoft.compute/virtualmachines|vm-ml-dev|Virtual Machines|Compute|NC4as T4 v3|marketing|OfficeHours|9.1
        stdev|dev|microsoft.storage/storageaccounts|stcontosodev|Storage Accounts|Storage|Hot LRS Data Stored|platform|Growing|6.3
        adft|test|microsoft.datafactory/factories|adf-ingest-test|Azure Data Factory|Integration|Cloud Data Movement|platform|Shared|0
        pooltest|test|microsoft.synapse/workspaces/sqlpools|synw-finance-test/dwh|Azure Synapse Analytics|Analytics|DW200c|finance|Always|72.48
        perftest|test|microsoft.compute/virtualmachines|vm-perf-test|Virtual Machines|Compute|D16s v5|commerce|OfficeHours|9.6
        sttest|test|microsoft.storage/storageaccounts|stcontosotest|Storage Accounts|Storage|Hot LRS Data Stored|platform|Always|3.1
        """;

    public static IReadOnlyList<Resource> All { get; } = [.. Table.Split('\n').Select(line => Read(line.TrimEnd('\r').Split('|')))];

    public static Resource Named(string key) => All.Single(r => r.Key == key);

    private static Resource Read(string[] cell) => new(
        cell[0], Subscriptions.Single(s => s.Key == cell[1]), cell[2], cell[3], cell[4], cell[5], cell[6], cell[7], Enum.Parse<Billed>(cell[8]), double.Parse(cell[9]));
}
