using System.CommandLine;
using System.CommandLine.Parsing;
using Observability.Cli.Commands;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Cli;

/// <summary>The command line: parses, runs one command, and turns what can go wrong into one line and an exit status.</summary>
internal static class Root
{
    public static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new("Observability for data platforms: tells which pipeline failed or is late, which data is stale, which spend is abnormal, and what to change.");
        foreach (Option option in Globals.All)
        {
            root.Options.Add(option);
        }

        foreach (Command command in CommandList.All())
        {
            root.Subcommands.Add(command);
        }

        ParseResult parsed = root.Parse(args);
        string[] wrong = [.. parsed.Errors.Select(e => e.Message), .. UnknownOptions(parsed)];
        if (wrong.Length > 0)
        {
            foreach (string message in wrong.Distinct())
            {
                await Console.Error.WriteLineAsync($"obs: {message}");
            }

            await Console.Error.WriteLineAsync("obs: see 'obs --help'");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreVersionException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"obs: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("obs: stopped");
            return ExitCode.Cancelled;
        }
    }

    // A list of paths would take a misspelt option for a path; one that begins with a dash is written as ./-name or after --.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) =>
        parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
            .Where(t => t.Type == TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-')
            .Select(t => $"there is no option {SafeText.Cut(t.Value)} here");
}

/// <summary>Wrong usage or configuration; the message is what the user reads, a line a problem.</summary>
internal sealed class UsageException(string message) : Exception(message);
