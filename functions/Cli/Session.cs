using System.CommandLine;
using Azure.Core;
using Azure.Identity;
using Observability.Adapters.Azure;
using Observability.Adapters.MlNet;
using Observability.Adapters.Sqlite;
using Observability.Adapters.Yaml;
using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Storage;

namespace Observability.Cli;

/// <summary>The composition root of the command line: settings, secrets, clock and store, opened for one command.</summary>
internal sealed class Session : IAsyncDisposable
{
    // Loaded on first use, once: the model weighs more than most commands.
    private static readonly Lazy<LearnedFusion?> Learned = new(() => LearnedFusion.Load().Fusion);

    // Who we are to Azure: managed identity, environment, az login. Asked for only where a source needs it.
    private static readonly Lazy<TokenCredential> Identity = new(() => new DefaultAzureCredential());

    private readonly IAsyncDisposable? _owned;

    private Session(Service service, Settings settings, Output output, string data, IAsyncDisposable? owned) =>
        (Service, Settings, Output, Data, _owned) = (service, settings, output, data, owned);

    public Service Service { get; }

    public Settings Settings { get; }

    public Output Output { get; }

    /// <summary>The state folder.</summary>
    public string Data { get; }

    /// <summary>The service over the store of the data folder.</summary>
    public static Session Open(ParseResult parsed, TimeProvider? time = null)
    {
        string data = parsed.GetValue(Globals.Data)!;
        SqliteStore store = new(data);
        return Over(parsed, store, time ?? TimeProvider.System, store);
    }

    /// <summary>The service over a store of the caller's choice.</summary>
    /// <param name="receivers">Where notifications go; null: where the settings say.</param>
    /// <param name="data">Folder for reports; null: the one of the command line.</param>
    public static Session Over(ParseResult parsed, ITableStore store, TimeProvider time, IAsyncDisposable? owned = null, IReadOnlyList<Receiver>? receivers = null, string? data = null)
    {
        Output output = OutputOf(parsed);
        Settings settings = receivers is null ? SettingsOf(parsed) : Settings.Default with { Receivers = [.. receivers.Select(r => ReceiverSettings.Console with { Name = r.Name })] };
        Lazy<IReadOnlyList<ICollector>> collectors = new(() => CollectorList.Of(settings.Sources, () => Identity.Value, AzureConnection.Network));
        Service service = new(new Surroundings
        {
            Store = store,
            Time = time,
            Settings = () => settings,
            Fusion = () => Learned.Value,
            Channels = ChannelList.All(output.IsJson ? Console.Error : Console.Out, time),
            Receivers = receivers ?? ReceiversOf(settings),
            Collectors = () => collectors.Value,
        });
        return new(service, settings, output, data ?? parsed.GetValue(Globals.Data)!, owned);
    }

    private static IReadOnlyList<Receiver> ReceiversOf(Settings settings)
    {
        ResolvedReceivers resolved = settings.Resolve(new Secrets(Surrounding.Variable, Surrounding.FileText));
        foreach (SettingsProblem problem in resolved.Problems)
        {
            Output.Note($"obs: {problem.Path}: {problem.Problem}");
        }

        return resolved.Receivers;
    }

    public static Output OutputOf(ParseResult parsed) => new(parsed.GetValue(Globals.Json), parsed.GetValue(Globals.NoColor));

    /// <exception cref="UsageException">The file has problems; each is a line.</exception>
    public static Settings SettingsOf(ParseResult parsed)
    {
        string? path = parsed.GetValue(Globals.Config);
        if (path is null && !File.Exists("observability.yaml"))
        {
            return Settings.Default;
        }

        SettingsFile file = YamlSettings.ReadFile(path ?? "observability.yaml");
        return file.Problems.Count == 0 ? file.Settings : throw new UsageException(string.Join('\n', file.Problems));
    }

    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
