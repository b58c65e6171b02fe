using System.CommandLine;
using Observability.Core.Notifications;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs check [--at T]</c></summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Option<DateTimeOffset?> at = Options.Time("--at", "Evaluate as if it were this time.");
        Command command = new("check", "Evaluates everything that is due and delivers what is to be told.\n\nExample: obs check --at 2026-11-23T06:00:00Z") { at };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(at), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, DateTimeOffset? at, CancellationToken cancel)
    {
        await using Session session = Session.Open(parsed, at is { } time ? new SimulatedTime(time) : null);
        int looked = await session.Service.WhatIsDue.RunAsync(cancel);
        Delivered delivered = await session.Service.Deliver.RunAsync(cancel);
        int open = (await session.Service.Incidents.KnownAsync(session.Service.Time.GetUtcNow(), cancel)).Count(i => i.Closed is null);
        if (session.Output.IsJson)
        {
            Output.Json(new { due = looked, open, delivered });
        }
        else
        {
            Output.Line($"{looked} due, {open} incidents open; {delivered.Sent + delivered.Accepted} messages sent, {delivered.Retrying} to be tried again, {delivered.Dead.Count} given up");
        }

        foreach (DeadLetter dead in delivered.Dead)
        {
            Output.Note($"given up: {dead.Receiver} {dead.Id}: {dead.Reason}");
        }

        return delivered.Dead.Count > 0 ? ExitCode.Attention : ExitCode.Done;
    }
}
