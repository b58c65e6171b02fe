using Observability.Sample.Catalogue;
using Observability.Sample.Running;

namespace Observability.Sample.Billing;

/// <summary>Charges of a cluster that lives for one run: the platform's units and the machines under it, both with the run's ids as tags.</summary>
internal static class ClusterCharges
{
    private const decimal UnitShare = 0.42m;

    public static IEnumerable<Charge> Of(Resource workspace, Run run, DateTimeOffset day, decimal cost)
    {
        string cluster = ClusterId(run);
        string tags = $$"""{"env":"{{workspace.Subscription.Environment}}","team":"{{run.Job!.Team}}","ClusterId":"{{cluster}}","JobId":"{{JobId(run.Job)}}","RunId":"{{run.Id}}","RunName":"{{run.Name}}"}""";
        decimal units = Math.Round(cost * UnitShare, 6);
        string machine = $"/subscriptions/{workspace.Subscription.Id}/resourcegroups/databricks-rg-{workspace.Name}/providers/microsoft.compute/virtualmachines/{cluster}";
        yield return new(day, workspace.Subscription, Billed.PerRun, workspace.Id, workspace.Name, workspace.Type, workspace.Service, workspace.Category, workspace.Meter, units, tags, run.Id);
        yield return new(day, workspace.Subscription, Billed.PerRun, machine, cluster, "microsoft.compute/virtualmachines", "Virtual Machines", "Compute", "D8ads v5", cost - units, tags, run.Id);
    }

    /// <summary>The workspace's number of a job.</summary>
    public static string JobId(Job job) => (Dice.For(0, job.Subject).Bits() % 900_000_000_000_000UL + 100_000_000_000_000UL).ToString();

    public static string ClusterId(Run run) => $"{run.Start.UtcDateTime:MMdd-HHmmss}-{run.Id.ToString("N")[24..]}";
}
