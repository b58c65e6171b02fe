using Observability.Sample.Running;

namespace Observability.Sample.Writing;

/// <summary>A run's id as its tool spells it: a UUID, or for jobs of cron the start and a process number.</summary>
internal static class RunNames
{
    public static string Of(Run run) => run.Job?.Platform.Key == "cron"
        ? $"{run.Start.UtcDateTime:yyyyMMddHHmmss}-{run.Start.Millisecond + 4000 + run.Attempt}"
        : run.Id.ToString();
}
