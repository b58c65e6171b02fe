using System.CommandLine;
using Observability.Adapters.AzureAccess;
using Observability.Adapters.EventHubs;
using Observability.Adapters.Files;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.OpenLineage;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs send SOURCE PATH…</c></summary>
internal static class SendCommand
{
    public static Command Create()
    {
        Argument<string> source = new("source") { Description = "A source of the settings of type event-hubs or kafka." };
        Argument<string[]> paths = new("path") { Description = "Files, folders, globs, or - for standard input.", Arity = ArgumentArity.OneOrMore };
        Command command = new("send", "Publishes the OpenLineage events of files to a hub or topic, one message each.\n\nExample: obs send lineage ./events.jsonl") { source, paths };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(source)!, parsed.GetValue(paths)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string name, string[] paths, CancellationToken cancel)
    {
        Settings settings = Session.SettingsOf(parsed);
        SourceSettings source = settings.Sources.FirstOrDefault(s => s.Name == name) ?? throw new UsageException($"{SafeText.Cut(name)}: no such source in the settings");
        IEventSender sender = CollectorList.SenderTo(source, () => Session.Identity.Value, Session.Secrets)
            ?? throw new UsageException($"{name}: events are sent to sources of type event-hubs or kafka only");
        List<BadInput> problems = [];
        try
        {
            long sent = await sender.SendAsync(EventsAsync(paths, parsed.GetValue(Globals.Data)!, problems, cancel), cancel);
            Output output = Session.OutputOf(parsed);
            if (output.IsJson)
            {
                Output.Json(new { source = name, sent, problems });
            }
            else
            {
                Output.Line($"{sent:N0} events sent to {name}");
            }
        }
        catch (SourceFailedException e)
        {
            Output.Note($"obs: {e.Message}");
            return ExitCode.Failed;
        }

        foreach (string problem in problems.Take(20).Select(p => p.ToString()))
        {
            Output.Note(problem);
        }

        return problems.Count > 0 ? ExitCode.Attention : ExitCode.Done;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> EventsAsync(
        string[] paths, string data, List<BadInput> problems, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        OpenLineageFormat format = new();
        foreach (FileInput file in FileInputs.Expand(paths, Console.OpenStandardInput, data))
        {
            BadInput? unreadable = file.Problem;
            if (file.Input is null || InputFile.HeadOf(file.Input, out unreadable) is not { } head || !format.Recognises(head))
            {
                problems.Add(unreadable ?? file.Problem ?? new(file.Name, 1, 1, "", "holds no OpenLineage events"));
                continue;
            }

            await foreach (Record record in format.ReadAsync(file.Input, cancel))
            {
                if (record.Problem is { } problem)
                {
                    problems.Add(problem);
                }
                else
                {
                    yield return record.Bytes;
                }
            }
        }
    }
}
