using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>What tools say when they fail.</summary>
internal static class Errors
{
    private static readonly string[] Spark =
    [
        "org.apache.spark.SparkException: Job aborted due to stage failure: Task 41 in stage 7.0 failed 4 times, most recent failure: ExecutorLostFailure (executor 12 exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding memory limits",
        "org.apache.spark.sql.AnalysisException: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `discount_pct` cannot be resolved",
        "com.databricks.sql.transaction.tahoe.ConcurrentAppendException: Files were added to the root of the table by a concurrent update",
    ];

    private static readonly string[] Copy =
    [
        "ErrorCode=SqlFailedToConnect,'Type=Microsoft.DataTransfer.Common.Shared.HybridDeliveryException,Message=Cannot connect to SQL Database. Please contact SQL server team for further support'",
        "ErrorCode=UserErrorFailedFileOperation,'Type=Microsoft.DataTransfer.Common.Shared.HybridDeliveryException,Message=The file operation is failed, the remote server returned an error: (403) Forbidden'",
        "ErrorCode=DelimitedTextMoreColumnsThanDefined,Error found when processing 'Csv/Tsv Format Text' source at row number 10412: found more columns than expected column count 23",
    ];

    private static readonly string[] Task =
    [
        "airflow.exceptions.AirflowException: HTTPSConnectionPool(host='api.partner.example', port=443): Read timed out. (read timeout=60)",
        "KeyError: 'campaign_id'",
        "airflow.exceptions.AirflowTaskTimeout: Timeout, PID: 41",
    ];

    private static readonly string[] Transient =
    [
        "The spot capacity was reclaimed: CLOUD_PROVIDER_LAUNCH_FAILURE, the cluster was terminated",
        "Connection reset by peer",
        "503 Service Unavailable: the server is currently unable to receive requests",
    ];

    public static string Missing(Dataset dataset) => $"Input is not complete: no new data in {dataset.Name} since the last run";

    public static string Of(Job job, Fault? fault, ref Dice dice) => fault is null || fault.Effect == Effect.Retries
        ? dice.Pick(Transient)
        : OfOne(job, fault);

    /// <summary>One fault has one cause: the same message every time.</summary>
    private static string OfOne(Job job, Fault fault)
    {
        Dice dice = Dice.For(0, fault.Id, fault.First.UtcTicks);
        return job.Platform.Integration switch { "SPARK" => dice.Pick(Spark), "AIRFLOW" => dice.Pick(Task), "ADF" => dice.Pick(Copy), _ => "exit status 1" };
    }
}
