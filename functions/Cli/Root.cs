using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using Azure;
using Azure.Identity;
using Observability.Cli.Commands;
using Observability.Core.Collectors;
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
        string[] wrong = [.. parsed.Errors.Select(e => e.Message), .. UnknownOptions(parsed), .. EmptyPaths(parsed)];
        if (wrong.Length > 0)
        {
            foreach (string message in wrong.Distinct())
            {
                Output.Note($"obs: {message}");
            }

            Output.Note("obs: see 'obs --help'");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
        }
        catch (Exception e)
        {
            // The last that can say anything: without it a fault of ours would be a page of stack and an abort.
            (int code, string said) = Ended(e);
            foreach (string line in said.Split('\n'))
            {
                Output.Note(line);
            }

            return code;
        }
    }

    /// <summary>The exit status, and what the user reads: of wrong usage a line a problem, of all else one.</summary>
    internal static (int Code, string Said) Ended(Exception e) => e switch
    {
        UsageException => (ExitCode.Usage, e.Message),
        OperationCanceledException => (ExitCode.Cancelled, "obs: stopped"),
        _ when IsOutage(e) => (ExitCode.Failed, $"obs: {TerminalText.LineOf(e.Message)}"),
        _ => (ExitCode.Failed, TerminalText.LineOf($"obs: a fault of obs itself, please report this line: {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n')[0].Trim()}")),
    };

    // Disk, network, another's service: nothing that obs could have done otherwise.
    private static bool IsOutage(Exception e) => e is StoreUnavailableException or StoreVersionException or SourceFailedException or IOException or UnauthorizedAccessException
        or InvalidDataException or SocketException or HttpRequestException or TimeoutException or RequestFailedException or AuthenticationFailedException;

    private static IEnumerable<string> EmptyPaths(ParseResult parsed)
    {
        for (SymbolResult? command = parsed.CommandResult; command is not null; command = command.Parent)
        {
            foreach (OptionResult option in ((CommandResult)command).Children.OfType<OptionResult>().Where(o => o.Option.Name is "--data" or "--config" or "--out"))
            {
                if (option.Tokens.Any(t => t.Value.Length == 0))
                {
                    yield return $"{option.Option.Name}: expected a path, found none";
                }
            }
        }
    }

    // A list of paths would take a misspelt option for a path, though not a negative number; one that begins with a dash is written as ./-name or after --.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) =>
        parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
            .Where(t => t.Type == TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-' && !char.IsAsciiDigit(t.Value[1]) && !t.Value.StartsWith("-.", StringComparison.Ordinal))
            .Select(t => $"there is no option {SafeText.Cut(t.Value)} here");
}

/// <summary>Wrong usage or configuration; the message is what the user reads, a line a problem.</summary>
internal sealed class UsageException(string message) : Exception(message);
