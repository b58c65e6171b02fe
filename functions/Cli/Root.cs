using System.CommandLine;
using Observability.Cli.Commands;
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
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
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
}

/// <summary>Wrong usage or configuration; the message is what the user reads, a line a problem.</summary>
internal sealed class UsageException(string message) : Exception(message);
