using System.CommandLine;
using Azure.Core;
using Azure.Identity;
using Observability.Adapters;
using Observability.Adapters.AzureAccess;
using Observability.Adapters.AzureMonitor;
using Observability.Adapters.Files;
using Observability.Adapters.MlNet;
using Observability.Adapters.Sqlite;
using Observability.Adapters.Yaml;
using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Storage;
using Observability.Core.Telemetry;

namespace Observability.Cli;

/// <summary>The composition root of the command line: settings, secrets, clock and store, opened for one command.</summary>
internal sealed class Session : IAsyncDisposable
{
    // Who we are to Azure: managed identity, environment, az login. Asked for only where a source needs it.
    public static readonly Lazy<TokenCredential> Identity = new(() => new DefaultAzureCredential());

    public static readonly Secrets Secrets = new(Surrounding.Variable, SmallFile.TextOf, KeyVault.At(Surrounding.Variable("OBS_VAULT"), () => Identity.Value));

    private readonly IAsyncDisposable? _owned;

    private Session(Service service, Settings settings, FusionInUse fusion, Output output, string data, IAsyncDisposable? owned) =>
        (Service, Settings, Fusion, Output, Data, _owned) = (service, settings, fusion, output, data, owned);

    public Service Service { get; }

    public Settings Settings { get; }

    /// <summary>The learned stage that series are judged with.</summary>
    public FusionInUse Fusion { get; }

    public Output Output { get; }

    /// <summary>The state folder.</summary>
    public string Data { get; }

    /// <summary>The service over the store of the data folder.</summary>
    /// <param name="atOnce">See <see cref="Over"/>.</param>
    public static Session Open(ParseResult parsed, TimeProvider? time = null, bool atOnce = false)
    {
        string data = parsed.GetValue(Globals.Data)!;
        TimeProvider clock = time ?? TimeProvider.System;
        SqliteStore store = new(data);
        return Over(parsed, store, clock, store, telemetry: settings => TelemetrySinks.Of(settings.Logs, Surrounding.Variable, () => Identity.Value, clock), atOnce: atOnce);
    }

    /// <summary>The service over a store of the caller's choice.</summary>
    /// <param name="receivers">Where notifications go, and of the settings nothing but the model of the detector counts; null: where the settings say.</param>
    /// <param name="data">Folder for reports; null: the one of the command line.</param>
    /// <param name="atOnce">Whether subjects are judged by shards, several at once, as in the function app; else in turn.</param>
    /// <param name="telemetry">Where rows go as well, by what the settings say; null: nowhere, as in a replay.</param>
    public static Session Over(ParseResult parsed, ITableStore store, TimeProvider time, IAsyncDisposable? owned = null, IReadOnlyList<Receiver>? receivers = null, string? data = null, Func<Settings, ITelemetrySink?>? telemetry = null, bool atOnce = false)
    {
        Output output = OutputOf(parsed);
        Settings asked = SettingsOf(parsed);
        Settings settings = receivers is null ? asked : Settings.Default with
        {
            Receivers = [.. receivers.Select(r => ReceiverSettings.Console with { Name = r.Name })],
            Detection = Settings.Default.Detection with { Model = asked.Detection.Model },
        };
        LiveSettings live = new(settings, receivers ?? ReceiversOf(settings));
        string? file = receivers is null ? FileOf(parsed) : null;
        FusionInUse fusion = FusionOf(parsed, () => live.Settings);
        Service service = new(new Surroundings
        {
            Store = store,
            Time = time,
            Settings = () => live.Settings,
            Fusion = fusion.Now,
            Channels = ChannelList.All(output.IsJson ? Console.Error : Console.Out, time),
            Receivers = live.Receivers,
            Live = file is null ? null : (new SettingsInFile(file, Secrets), live),
            Collectors = CollectorList.Following(() => live.Settings, () => Identity.Value, Secrets, AzureConnection.Network),
            Telemetry = telemetry?.Invoke(settings),
            JudgeQueue = atOnce ? shard => new JudgeHere(shard) : null,
        });
        return new(service, settings, fusion, output, data ?? parsed.GetValue(Globals.Data)!, owned);
    }

    private static IReadOnlyList<Receiver> ReceiversOf(Settings settings)
    {
        ResolvedReceivers resolved = settings.Resolve(Secrets);
        foreach (SettingsProblem problem in resolved.Problems)
        {
            Output.Note($"obs: {problem.Path}: {problem.Problem}");
        }

        return resolved.Receivers;
    }

    /// <summary>The learned stage that the settings ask for, where no store is needed.</summary>
    public static FusionInUse FusionOf(ParseResult parsed)
    {
        Settings settings = SettingsOf(parsed);
        return FusionOf(parsed, () => settings);
    }

    private static FusionInUse FusionOf(ParseResult parsed, Func<Settings> settings) => new(
        () => settings().Detection.Model,
        Path.GetDirectoryName(Path.GetFullPath(FileOf(parsed) ?? "observability.yaml"))!,
        reason => Output.Note($"obs: without the learned stage: {reason}"));

    public static Output OutputOf(ParseResult parsed) => new(parsed.GetValue(Globals.Json), parsed.GetValue(Globals.NoColor));

    /// <exception cref="UsageException">The file has problems; each is a line.</exception>
    public static Settings SettingsOf(ParseResult parsed)
    {
        if (FileOf(parsed) is not { } path)
        {
            return Settings.Default;
        }

        SettingsFile file = YamlSettings.ReadFile(path);
        return file.Problems.Count == 0 ? file.Settings : throw new UsageException(string.Join('\n', file.Problems));
    }

    /// <summary>The settings file; null: none is given, and none lies in the working folder.</summary>
    private static string? FileOf(ParseResult parsed) => parsed.GetValue(Globals.Config) ?? (File.Exists("observability.yaml") ? "observability.yaml" : null);

    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
