using System.CommandLine;
using Azure.Storage.Blobs;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Observability.Adapters.AzureBlobs;
using Observability.Adapters.Files;
using Observability.Core.Collectors;

namespace Observability.Cli.Commands;

/// <summary><c>obs config diff</c> and <c>obs config push</c>: settings of a deployed service, in a blob.</summary>
internal static class ConfigBlob
{
    private static Option<string> To() => new("--to") { Description = "Address of the blob, https://ACCOUNT.blob.core.windows.net/config/observability.yaml.", Required = true };

    public static Command Diff()
    {
        Option<string> to = To();
        Command command = new("diff", "Shows what pushing the settings file would change in a deployed service.\n\nExample: obs config diff --to https://obs.blob.core.windows.net/config/observability.yaml") { to };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(to)!, push: false, cancel));
        return command;
    }

    public static Command Push()
    {
        Option<string> to = To();
        Command command = new("push", "Validates the settings file and writes it into the blob of a deployed service, which takes it up within a minute.\n\nExample: obs config push --to https://obs.blob.core.windows.net/config/observability.yaml") { to };
        command.SetAction((parsed, cancel) => RunAsync(parsed, parsed.GetValue(to)!, push: true, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string to, bool push, CancellationToken cancel)
    {
        string path = parsed.GetValue(Globals.Config) ?? "observability.yaml";
        Session.SettingsOf(parsed); // a file with problems is not compared and not sent
        string here = SmallFile.TextOf(path) ?? throw new UsageException($"{path}: there is no such file");
        SettingsInBlob blob = new(BlobAt(to), Session.Secrets);
        try
        {
            SettingsText? there = await ReadAsync(blob, cancel);
            string[] changed = [.. Changed(there?.Text ?? "", here)];
            bool written = push && changed.Length > 0;
            if (written && !await blob.WriteAsync(here, there?.Tag, cancel))
            {
                Output.Note($"obs: {to} was changed meanwhile; look at it with obs config diff");
                return ExitCode.Attention;
            }

            Print(Session.OutputOf(parsed), changed, written, push, to);
            return ExitCode.Done;
        }
        catch (SourceFailedException e)
        {
            Output.Note($"obs: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static void Print(Output output, string[] changed, bool written, bool push, string to)
    {
        if (output.IsJson)
        {
            Output.Json(new { changed, written });
            return;
        }

        foreach (string line in changed)
        {
            Output.Line(line);
        }

        Output.Line(changed.Length == 0 ? "no difference" : written ? $"written to {to}" : push ? "not written" : $"{changed.Length} lines differ");
    }

    private static async Task<SettingsText?> ReadAsync(SettingsInBlob blob, CancellationToken cancel)
    {
        try
        {
            return await blob.ReadAsync(null, cancel);
        }
        catch (SourceFailedException e) when (e.Failure == SourceFailure.Missing)
        {
            return null;
        }
    }

    // A connection string is for the storage emulator: its identity cannot be asked.
    private static BlobClient BlobAt(string to) =>
        Surrounding.Variable("OBS_BLOB_CONNECTION") is { Length: > 0 } connection && Uri.TryCreate(to, UriKind.Absolute, out Uri? given)
            ? new(connection, new BlobUriBuilder(given).BlobContainerName, new BlobUriBuilder(given).BlobName)
            : Uri.TryCreate(to, UriKind.Absolute, out Uri? address) && address.Scheme == "https" && new BlobUriBuilder(address).BlobName.Length > 0
                ? new(address, Session.Identity.Value)
                : throw new UsageException("--to: expected https://ACCOUNT.blob.core.windows.net/CONTAINER/NAME");

    private static IEnumerable<string> Changed(string before, string after) =>
        from line in InlineDiffBuilder.Diff(before, after).Lines
        where line.Type is ChangeType.Inserted or ChangeType.Deleted
        select $"{(line.Type == ChangeType.Inserted ? '+' : '-')} {line.Text}";
}
