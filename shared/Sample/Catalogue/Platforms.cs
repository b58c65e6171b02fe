namespace Observability.Sample.Catalogue;

internal static class Platforms
{
    private const string Spark = "https://github.com/OpenLineage/OpenLineage/tree/1.40.1/integration/spark";
    private const string Airflow = "https://github.com/apache/airflow/tree/providers-openlineage/2.7.2";
    private const string Dbt = "https://github.com/OpenLineage/OpenLineage/tree/1.40.1/integration/dbt";
    private const string Adf = "https://github.com/contoso/adf-openlineage/tree/2.3.0";

    public static IReadOnlyList<Platform> All { get; } =
    [
        new("adf", "adf-ingest-prod", "ADF", "PIPELINE", "adf", 3, Adf, "Azure Data Factory", "2018-06-01"),
        new("pub", "adf-publish-prod", "ADF", "PIPELINE", "adfa", 3, Adf, "Azure Data Factory", "2018-06-01"),
        new("test", "adf-ingest-test", "ADF", "PIPELINE", "adft", 3, Adf, "Azure Data Factory", "2018-06-01"),
        new("dbx", "databricks-data-prod", "SPARK", "JOB", "dbx", 95, Spark, "spark", "3.5.2"),
        new("dbxa", "databricks-analytics-prod", "SPARK", "JOB", "dbxa", 110, Spark, "spark", "3.5.2"),
        new("dev", "databricks-data-dev", "SPARK", "JOB", "dbxdev", 140, Spark, "spark", "4.0.0"),
        new("syn", "synapse-data-prod", "SPARK", "APPLICATION", "spark", 20, Spark, "spark", "3.4.3"),
        new("fin", "synapse-finance-prod", "SPARK", "APPLICATION", "synfin", 70, Spark, "spark", "3.4.3"),
        new("air", "airflow-prod", "AIRFLOW", "TASK", "aks", 9, Airflow, "Airflow", "2.11.0"),
        new("dbt", "dbt-prod", "DBT", "JOB", "sqlwh", 6, Dbt, "dbt", "1.10.4"),
        new("cron", "cron-etl01", "CRON", "JOB", "etl01", 1, "", "", ""),
    ];

    public static Platform Named(string key) => All.Single(p => p.Key == key);
}
