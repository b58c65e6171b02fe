using System.CommandLine;
using Observability.Core.Collectors;
using Observability.Core.Configuration;

namespace Observability.Cli.Commands;

/// <summary><c>obs collect [NAME]</c></summary>
internal static class CollectCommand
{
    public static Command Create()
    {
        Argument<string?> name = new("name") { Description = "A source of the settings; without it, all of them.", Arity = ArgumentArity.ZeroOrOne };
        Command command = new("collect", "Asks sources now for what is new since they were last asked. The service does so by itself.\n\nExample: obs collect bills") { name };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(name), cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string? name, CancellationToken cancel)
    {
        await using Session session = Session.Open(parsed);
        ICollector[] asked = [.. Named(session, name)];
        List<SourceCollected> collected = [];
        foreach (ICollector collector in asked)
        {
            if (await session.Service.Collect.CollectAsync(collector, cancel) is { } one)
            {
                collected.Add(one);
            }
            else
            {
                Output.Note($"{collector.Name}: another process asks it now");
            }
        }

        Listing.Write(
            session.Output,
            collected,
            "No sources: name some under \"sources\" in observability.yaml.",
            c => new { source = c.Name, pages = c.Pages, accepted = c.Kept.Accepted, duplicate = c.Kept.Duplicate, rejected = c.Kept.Rejected, failure = c.Failed is { } f ? SettingsJson.Word(f.Failure) : null, problem = c.Failed?.Message, next = c.State.Next },
            ("source", c => c.Name),
            ("#pages", c => $"{c.Pages}"),
            ("#new", c => $"{c.Kept.Accepted:N0}"),
            ("#known", c => $"{c.Kept.Duplicate:N0}"),
            ("#not used", c => $"{c.Kept.Rejected:N0}"),
            ("problem", c => c.Failed?.Message ?? "–"));
        foreach (string problem in collected.SelectMany(c => c.Kept.Problems).Take(20).Select(p => p.ToString()))
        {
            Output.Note(problem);
        }

        return collected.Any(c => c.Failed is not null || c.Kept.Rejected > 0) || collected.Count < asked.Length ? ExitCode.Attention : ExitCode.Done;
    }

    /// <exception cref="UsageException">There is no source of that name.</exception>
    public static IEnumerable<ICollector> Named(Session session, string? name)
    {
        IReadOnlyList<ICollector> all = session.Service.Collectors();
        return name is null ? all
            : all.Where(c => c.Name == name).ToArray() is { Length: > 0 } found ? found
            : throw new UsageException($"{Core.Primitives.SafeText.Cut(name)}: no such source; there are {(all.Count == 0 ? "none" : string.Join(", ", all.Select(c => c.Name)))}");
    }
}
