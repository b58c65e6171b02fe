using System.CommandLine;
using Observability.Core.Configuration;
using Observability.Core.Notifications;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs silence add/list/expire</c></summary>
internal static class SilenceCommand
{
    public static Command Create() =>
        new("silence", "Times in which nobody is told of some incidents; they are opened and shown all the same.\n\nExample: obs silence list") { Add(), List(), Expire() };

    private static Command Add()
    {
        Option<string?> subject = new("--subject") { Description = "A subject, with * and ?, for example job:finance/*." };
        Option<string[]> kind = new("--kind") { Description = "Kinds of incident, with * and ?.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        Option<string?> owner = new("--owner") { Description = "The owner, with * and ?." };
        Option<Severity?> severity = new("--severity") { Description = "This severity or a higher one." };
        Option<DateTimeOffset?> from = Options.Time("--from", "Begin; default now.");
        Option<DateTimeOffset?> to = Options.Time("--to", "End.");
        to.Required = true;
        Option<string> reason = new("--reason") { Description = "Why.", Required = true };
        Option<string> by = new("--by") { Description = "Who asks for it.", DefaultValueFactory = _ => Environment.UserName };
        Command command = new("add", "Adds a silence.\n\nExample: obs silence add --subject \"job:finance/*\" --to 2026-11-24T06:00:00Z --reason \"planned migration\"") { subject, kind, owner, severity, from, to, reason, by };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            SilenceSettings what = new()
            {
                Match = new Matcher { Subject = parsed.GetValue(subject), Kind = parsed.GetValue(kind)!, Owner = parsed.GetValue(owner), Severity = parsed.GetValue(severity) },
                From = parsed.GetValue(from) ?? session.Service.Time.GetUtcNow(),
                To = parsed.GetValue(to)!.Value,
                Reason = parsed.GetValue(reason)!,
            };
            SettingsProblem[] problems = [.. SettingsRules.Check(what)];
            if (problems.Length > 0)
            {
                throw new UsageException(string.Join('\n', problems.Select(p => $"obs: {p.Path}: {p.Problem}")));
            }

            Silence silence = Silence.Of(what, parsed.GetValue(by)!);
            await session.Service.Silences.AddAsync(silence, cancel);
            Print(session.Output, [silence]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List()
    {
        Command command = new("list", "Lists the silences that are not over, those of the settings first.\n\nExample: obs silence list");
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            Print(session.Output, await session.Service.ListSilences.RunAsync(cancel));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Expire()
    {
        Argument<string> id = new("id") { Description = "Id of the silence, as obs silence list shows it." };
        Command command = new("expire", "Ends a silence now.\n\nExample: obs silence expire 3f9a1c0b2d4e") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            return await session.Service.Silences.ExpireAsync(parsed.GetValue(id)!, cancel)
                ? ExitCode.Done
                : throw new UsageException($"obs: there is no silence {Core.Primitives.SafeText.Cut(parsed.GetValue(id))}");
        });
        return command;
    }

    private static void Print(Output output, IReadOnlyList<Silence> silences) => Listing.Write(
        output,
        silences,
        "No silences.",
        SilenceView.Of,
        ("id", s => s.Id),
        ("what", s => s.What.Match.ToString()),
        ("from", s => Listing.Time(s.What.From)),
        ("to", s => Listing.Time(s.What.To)),
        ("why", s => s.What.Reason),
        ("by", s => s.By));
}
