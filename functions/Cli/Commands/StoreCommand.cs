using System.CommandLine;
using Observability.Core.Storage;

namespace Observability.Cli.Commands;

/// <summary><c>obs store</c></summary>
internal static class StoreCommand
{
    public static Command Create() => new("store", "Looks after the state.\n\nExample: obs store info") { Info(), Dead(), Rebuild() };

    private static Command Info()
    {
        Command command = new("info", "Lists the tables with their rows.\n\nExample: obs store info --json");
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            List<(string Table, long Rows)> tables = [];
            foreach (string table in await session.Service.Store.TablesAsync(string.Empty, cancel))
            {
                tables.Add((table, await session.Service.Store.RowsAsync(table, new KeyRange(null), cancel).LongCountAsync(cancel)));
            }

            Listing.Write(session.Output, tables, "Nothing is kept yet.", t => new { table = t.Table, rows = t.Rows }, ("table", t => t.Table), ("#rows", t => t.Rows.ToString("N0")));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Dead()
    {
        Option<int> take = Options.Take();
        Command command = new("dead", "Lists records that could not be used, with place and reason.\n\nExample: obs store dead --take 20") { take };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            List<Row> rows = [];
            foreach (string table in (await session.Service.Store.TablesAsync("dead", cancel)).Reverse())
            {
                rows.AddRange(await session.Service.Store.RowsAsync(table, new KeyRange(null), cancel).Take(parsed.GetValue(take) - rows.Count).ToListAsync(cancel));
            }

            Listing.Write(
                session.Output,
                rows,
                "No dead letters.",
                r => new { source = r.Values["Source"], line = r.Values["Line"], column = r.Values["Column"], field = r.Values["Field"], problem = r.Values["Problem"], received = r.Values["Received"] },
                ("received", r => Listing.Time((DateTimeOffset)r.Values["Received"])),
                ("where", r => $"{r.Values["Source"]}:{r.Values["Line"]}:{r.Values["Column"]}"),
                ("field", r => (string)r.Values["Field"]),
                ("problem", r => (string)r.Values["Problem"]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Rebuild()
    {
        Command command = new("rebuild", "Writes all index rows again from the facts, and takes away those of facts that are gone.\n\nExample: obs store rebuild");
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            (long runs, long incidents, long outlooks) = await session.Service.RebuildAsync(cancel);
            if (session.Output.IsJson)
            {
                Output.Json(new { runs, incidents, outlooks });
            }
            else
            {
                Output.Line($"{runs:N0} runs, {incidents:N0} incidents and {outlooks:N0} jobs and datasets indexed again");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
