using Observability.Core.Cost;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>How a resource is switched off for the night, and on again.</summary>
internal static class OffFix
{
    private const int Commands = 3;

    /// <summary>Commands for the dearest resources, one a line.</summary>
    public static (string Fix, string Undo) Of(IReadOnlyList<CostItem> dearest)
    {
        (string Fix, string Undo)[] all = [.. dearest.Take(Commands).Select(Of)];
        return all.Length == 0
            ? ("Stop it on weekdays from 19:00 to 07:00 and on weekends, with a schedule in the tool that deploys it.", "Take the schedule away.")
            : (string.Join('\n', all.Select(a => a.Fix).Distinct()), string.Join('\n', all.Select(a => a.Undo).Distinct()));
    }

    private static (string Fix, string Undo) Of(CostItem item)
    {
        AzureId? id = AzureId.Parse(item.ResourceId);
        string name = ShellText.Quote(id?.Names[^1] ?? (item.ResourceName.Length > 0 ? item.ResourceName : item.ResourceId));
        return id?.Type switch
        {
            "microsoft.compute/virtualmachines" => ($"az vm auto-shutdown {id.Where()} --name {name} --time 1900", $"az vm auto-shutdown {id.Where()} --name {name} --off"),
            "microsoft.compute/virtualmachinescalesets" => ($"az vmss deallocate {id.Where()} --name {name}   # weekdays 19:00, on a schedule", $"az vmss start {id.Where()} --name {name}"),
            "microsoft.containerservice/managedclusters" => ($"az aks stop {id.Where()} --name {name}   # weekdays 19:00, on a schedule", $"az aks start {id.Where()} --name {name}"),
            "microsoft.kusto/clusters" => ($"az kusto cluster update {id.Where()} --cluster-name {name} --enable-auto-stop true", $"az kusto cluster update {id.Where()} --cluster-name {name} --enable-auto-stop false"),
            "microsoft.fabric/capacities" => ($"az fabric capacity suspend {id.Where()} --capacity-name {name}   # weekdays 19:00, on a schedule", $"az fabric capacity resume {id.Where()} --capacity-name {name}"),
            "microsoft.synapse/workspaces/sqlpools" => (
                $"az synapse sql pool pause {id.Where()} --workspace-name {ShellText.Quote(id.Names[0])} --name {name}   # weekdays 19:00, on a schedule",
                $"az synapse sql pool resume {id.Where()} --workspace-name {ShellText.Quote(id.Names[0])} --name {name}"),
            "microsoft.synapse/workspaces/bigdatapools" => (
                $"az synapse spark pool update {id.Where()} --workspace-name {ShellText.Quote(id.Names[0])} --name {name} --enable-auto-pause true --delay 15",
                $"az synapse spark pool update {id.Where()} --workspace-name {ShellText.Quote(id.Names[0])} --name {name} --enable-auto-pause false"),
            "microsoft.databricks/workspaces" => (
                $"databricks clusters list   # in workspace {name}; for each that runs at night: databricks clusters edit --json '{{\"cluster_id\": \"ID\", \"autotermination_minutes\": 20}}'",
                $"databricks clusters edit --json '{{\"cluster_id\": \"ID\", \"autotermination_minutes\": 0}}'   # in workspace {name}"),
            _ => ($"Stop {name} on weekdays from 19:00 to 07:00 and on weekends, with a schedule in the tool that deploys it.", $"Take the schedule of {name} away."),
        };
    }
}
