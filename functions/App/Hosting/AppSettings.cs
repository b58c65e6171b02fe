using Observability.Adapters.Yaml;
using Observability.Core.Configuration;

namespace Observability.App.Hosting;

/// <summary>The settings of the service and the receivers with their secrets, read at the start.</summary>
/// <param name="Current">The settings that hold now.</param>
/// <param name="Problems">What is wrong, each in one line; none of it is used then.</param>
internal sealed record AppSettings(Func<Settings> Current, IReadOnlyList<Receiver> Receivers, IReadOnlyList<string> Problems)
{
    /// <param name="file">null: none.</param>
    public static AppSettings Read(string? file)
    {
        if (file is null)
        {
            return Of(Settings.Default);
        }

        SettingsFile read = YamlSettings.ReadFile(file);
        return read.Problems.Count == 0 ? Of(read.Settings) : new(() => Settings.Default, [], [.. read.Problems.Select(p => p.ToString())]);
    }

    private static AppSettings Of(Settings settings)
    {
        ResolvedReceivers resolved = settings.Resolve(new Secrets(Surrounding.Variable, Surrounding.FileText));
        return new(() => settings, resolved.Receivers, [.. resolved.Problems.Select(p => $"{p.Path}: {p.Problem}")]);
    }
}
