using System.CommandLine;
using Observability.Adapters.Files;
using Observability.Adapters.Http;
using Observability.Adapters.Yaml;
using Observability.Core.Configuration;
using Observability.Core.Primitives;

namespace Observability.Cli.Commands;

/// <summary><c>obs config check</c> and <c>obs config schema</c></summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        Command check = new("check", "Validates observability.yaml as a whole, with the place of every problem.\n\nExample: obs config check --config observability.yaml");
        check.SetAction(parsed => Check(parsed));
        Command schema = new("schema", "Prints the JSON schema of observability.yaml.\n\nExample: obs config schema > observability.schema.json");
        schema.SetAction(_ =>
        {
            Output.Line(SettingsSchema.Make().ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
            return ExitCode.Done;
        });
        return new Command("config", "Validates settings; prints their JSON schema; sends them to a deployed service.\n\nExample: obs config check") { check, schema, ConfigBlob.Diff(), ConfigBlob.Push() };
    }

    private static int Check(ParseResult parsed)
    {
        string path = parsed.GetValue(Globals.Config) ?? "observability.yaml";
        if (!File.Exists(path))
        {
            throw new UsageException($"{path}: there is no such file; without one, the defaults hold");
        }

        SettingsFile file = YamlSettings.ReadFile(path);
        ResolvedReceivers resolved = file.Settings.Resolve(new Secrets(Surrounding.Variable, SmallFile.TextOf));
        BadInput[] problems =
        [
            .. file.Problems,
            .. resolved.Problems.Select(file.At),
            .. resolved.Receivers.Select(r => (r.Name, Problem: ReceiverAddress.Problem(r))).Where(r => r.Problem is not null)
                .Select(r => new BadInput(path, 0, 0, $"receivers.{r.Name}", r.Problem!)),
        ];
        Output output = Session.OutputOf(parsed);
        if (output.IsJson)
        {
            Output.Json(new { path, problems });
        }
        else
        {
            foreach (string problem in problems.Select(p => p.ToString()))
            {
                Output.Note(problem);
            }

            Output.Line(problems.Length == 0 ? $"{path}: good" : $"{path}: {problems.Length} problems");
        }

        return problems.Length == 0 ? ExitCode.Done : ExitCode.Usage;
    }
}
