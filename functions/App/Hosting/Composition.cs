using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Observability.Adapters;
using Observability.Adapters.AzureAccess;
using Observability.Adapters.AzureBlobs;
using Observability.Adapters.AzureMonitor;
using Observability.Adapters.AzureQueues;
using Observability.Adapters.AzureTables;
using Observability.Adapters.Files;
using Observability.Adapters.MlNet;
using Observability.Adapters.Pictures;
using Observability.App.Triggers;
using Observability.App.Work;
using Observability.Core;
using Observability.Core.Storage;
using Observability.Core.Telemetry;
using Observability.Web;

namespace Observability.App.Hosting;

/// <summary>The composition root of the function app: the service over Azure Tables, and what triggers call.</summary>
internal static partial class Composition
{
    // Bodies and blobs lie here while they are read; nothing here outlives a call.
    private static readonly string Scratch = Path.Combine(Path.GetTempPath(), "observability");

    /// <summary>Who the app is to Azure. Nothing is asked before first use.</summary>
    public static ManagedIdentityCredential IdentityOf(AppOptions options) =>
        new(options.ClientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId));

    /// <remarks>A clock, a store and a sink of rows that are there already are taken: so the app runs within another process, on a clock of its own.</remarks>
    public static IServiceCollection AddObservability(this IServiceCollection services, AppOptions options, AppSettings settings, TokenCredential credential)
    {
        TableServiceClient tables = options.Tables is null ? options.Storage.Tables(credential) : new(options.Tables, credential);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new FusionInUse(
            () => settings.Live.Settings.Detection.Model,
            options is { ConfigBlob: null, ConfigFile: { } file } ? Path.GetDirectoryName(Path.GetFullPath(file))! : AppContext.BaseDirectory,
            reason => Log.WithoutLearned(provider.GetRequiredService<ILogger<FusionInUse>>(), reason)));
        services.AddSingleton(provider => new Service(new Surroundings
        {
            Store = provider.GetService<ITableStore>() ?? new AzureTablesStore(tables, provider.GetRequiredService<TimeProvider>()),
            Time = provider.GetRequiredService<TimeProvider>(),
            Settings = () => settings.Live.Settings,
            Fusion = provider.GetRequiredService<FusionInUse>().Now,
            Channels = ChannelList.All(Console.Out, provider.GetRequiredService<TimeProvider>()),
            Receivers = settings.Live.Receivers,
            Live = settings.Source is { } source ? (source, settings.Live) : null,
            Collectors = CollectorList.Following(() => settings.Live.Settings, () => credential, settings.Secrets, AzureConnection.Network),
            Telemetry = provider.GetService<ITelemetrySink>() ?? TelemetrySinks.Of(settings.Live.Settings.Logs, Surrounding.Variable, () => credential, provider.GetRequiredService<TimeProvider>()),
            JudgeQueue = judge => new JudgeByQueue(judge, provider.GetRequiredService<WorkQueue>(), provider.GetRequiredService<ILogger<JudgeByQueue>>(), options.ShareFrom),
        }));
        services.AddSingleton(provider => provider.GetRequiredService<Service>().Keep);
        services.AddSingleton(provider => provider.GetRequiredService<Service>().Events);
        services.AddSingleton(provider => provider.GetRequiredService<Service>().JudgeShard);
        services.AddSingleton(provider => provider.GetRequiredService<Service>().Deliver);
        services.AddSingleton<KeepUp>();
        services.AddSingleton(provider => new IngestBlob(new BlobPlaces([.. options.Exports.Select(e => options.Storage.Container(e, credential))]), provider.GetRequiredService<Service>().Ingest, Scratch));
        services.AddSingleton(new WorkQueue(options.Storage.Queue(WorkMessages.Queue, credential)));
        services.AddSingleton<Wake>();
        services.AddHostedService(provider => provider.GetRequiredService<Wake>());
        services.AddSingleton<DoDueWork>().AddSingleton<DoWork>().AddSingleton<KeepLineageEvents>();
        services.AddSingleton(provider => new WebPipeline(provider.GetRequiredService<Service>(), new WebOptions
        {
            DataFolder = Scratch,
            Pictures = new ScottPlotPictures(),
            Formats = Formats.All,
            ApiKey = options.ApiKey,
            TrustsThisMachine = false,
            Kept = provider.GetRequiredService<Wake>().Signal,
        }));
        return services;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Values are judged without the learned stage: {Reason}")]
        public static partial void WithoutLearned(ILogger logger, string reason);
    }
}
