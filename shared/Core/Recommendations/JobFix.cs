using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>How a job is changed on the platform that runs it.</summary>
internal static class JobFix
{
    /// <param name="usual">Longest usual run; null when too few went well.</param>
    public static (string Fix, string Undo) FailEarly(Subject job, JobState? state, IReadOnlyList<string> resources, TimeSpan? usual)
    {
        int minutes = (int)Math.Clamp(Math.Ceiling((usual ?? TimeSpan.FromHours(1)).TotalMinutes), 5, 1440);
        return PlatformOf(state, resources) switch
        {
            Platform.Databricks => Databricks(state, $"\"timeout_seconds\": {minutes * 60}, \"max_retries\": 1"),
            Platform.DataFactory => DataFactory(job, resources, $"set policy.timeout to 0.{minutes / 60:00}:{minutes % 60:00}:00 and policy.retry to 1 on its activities"),
            Platform.Airflow => Airflow(job, $"execution_timeout=timedelta(minutes={minutes}), retries=1, and check the inputs in the first task (ShortCircuitOperator or a sensor)"),
            _ => ($"In {ShellText.Quote(job.Name)}: check its inputs before the costly step, stop after {minutes} min, and try again at most once.",
                $"In {ShellText.Quote(job.Name)}: set the timeout and the number of retries back to what they were."),
        };
    }

    public static (string Fix, string Undo) RetryLess(Subject job, JobState? state, IReadOnlyList<string> resources) => PlatformOf(state, resources) switch
    {
        Platform.Databricks => Databricks(state, "\"max_retries\": 1, \"min_retry_interval_millis\": 600000, \"retry_on_timeout\": false"),
        Platform.DataFactory => DataFactory(job, resources, "set policy.retryIntervalInSeconds to 600 on the activity that fails, and retry that activity instead of the pipeline"),
        Platform.Airflow => Airflow(job, "retry_delay=timedelta(minutes=10), retry_exponential_backoff=True on the task that fails, so that finished tasks are not run again"),
        _ => ($"In {ShellText.Quote(job.Name)}: wait 10 min before another attempt, and repeat the step that failed instead of the whole run.",
            $"In {ShellText.Quote(job.Name)}: set the wait and what is repeated back to what they were."),
    };

    private static (string, string) Databricks(JobState? state, string settings)
    {
        string? id = state?.Tags?.Value.Where(t => t.Key is "job_id" or "databricks_job_id" && t.Value.All(char.IsAsciiDigit) && t.Value.Length > 0).Select(t => t.Value).FirstOrDefault();
        string job = id ?? "JOB_ID";
        return ($"databricks jobs get {job} > before.json && databricks jobs update --json '{{\"job_id\": {job}, \"new_settings\": {{{settings}}}}}'",
            $"databricks jobs reset --json \"$(jq '{{job_id: .job_id, new_settings: .settings}}' before.json)\"");
    }

    private static (string, string) DataFactory(Subject job, IReadOnlyList<string> resources, string change)
    {
        AzureId? factory = resources.Select(AzureId.Parse).FirstOrDefault(id => id?.Type == "microsoft.datafactory/factories");
        string pipeline = $"--name {ShellText.Quote(job.Name[(job.Name.LastIndexOf('/') + 1)..])} {(factory is null ? "--resource-group GROUP --factory-name FACTORY" : $"{factory.Where()} --factory-name {ShellText.Quote(factory.Names[0])}")}";
        return ($"az datafactory pipeline show {pipeline} > before.json; {change}; az datafactory pipeline update {pipeline} --pipeline @changed.json",
            $"az datafactory pipeline update {pipeline} --pipeline @before.json");
    }

    private static (string, string) Airflow(Subject job, string change)
    {
        string dag = ShellText.Quote(job.Name[(job.Name.LastIndexOf('/') + 1)..]);
        return ($"In the DAG of {dag}: {change}; then: airflow dags reserialize && airflow dags test {dag}",
            $"git revert the change to the DAG of {dag}; then: airflow dags reserialize");
    }

    private static Platform PlatformOf(JobState? state, IReadOnlyList<string> resources)
    {
        string text = string.Join(' ', resources.Append(state?.Integration?.Value ?? "").Append(state?.Tags?.Value.GetValueOrDefault(Cost.CostedRuns.ResourceTag) ?? ""));
        bool Has(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
        return state?.Integration?.Value is { } name && name.Contains("airflow", StringComparison.OrdinalIgnoreCase) ? Platform.Airflow
            : Has("databricks") ? Platform.Databricks
            : Has("datafactory") || Has("data_factory") || Has("adf") ? Platform.DataFactory
            : Platform.Other;
    }

    private enum Platform
    {
        Other,
        Airflow,
        Databricks,
        DataFactory,
    }
}
