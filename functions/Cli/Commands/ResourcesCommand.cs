using System.CommandLine;
using Observability.Core.Inventory;

namespace Observability.Cli.Commands;

/// <summary><c>obs resources</c></summary>
internal static class ResourcesCommand
{
    public static Command Create()
    {
        Option<string?> type = new("--type") { Description = "Only resources of this type, for example microsoft.compute/disks." };
        Option<int> take = Options.Take(200);
        Command command = new("resources", "Lists the resources of the clouds as their inventories last did.\n\nExample: obs resources --type microsoft.compute/disks") { type, take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            string? wanted = parsed.GetValue(type);
            ResourceState[] rows =
            [
                .. (await session.Service.Inventory.Resources.AllAsync(cancel).ToListAsync(cancel))
                    .Where(r => wanted is null || r.Fact.Type.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(r => r.Fact.Type, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).Take(parsed.GetValue(take)),
            ];
            Listing.Write(
                session.Output,
                rows,
                "No resources.",
                r => new { id = r.Fact.Id, type = r.Fact.Type, name = r.Fact.Name, location = r.Fact.Location, sku = r.Fact.Sku, managedBy = r.Fact.ManagedBy, tags = r.Fact.Tags, seen = r.Seen },
                ("type", r => r.Fact.Type),
                ("name", r => r.Fact.Name),
                ("location", r => r.Fact.Location ?? "–"),
                ("sku", r => r.Fact.Sku ?? "–"),
                ("used by", r => r.Fact.ManagedBy is { } by ? by[(by.LastIndexOf('/') + 1)..] : "–"),
                ("seen", r => Listing.Time(r.Seen)));
            return ExitCode.Done;
        });
        return command;
    }
}
