using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Observability.Adapters.AzureTables;
using Observability.Core;
using Observability.Core.Storage;
using Observability.Emulators;
using Observability.Functions.Host;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Observability.Functions;

/// <summary>An account of the emulator for one test, the app's settings for it, a receiver, and what workers leave in the store.</summary>
internal sealed class Estate : IAsyncDisposable
{
    public const string Key = "a-key-of-the-tests-of-the-app";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-app-");

    private Estate(string connection, Receiver receiver)
    {
        Connection = connection;
        Receiver = receiver;
        Store = new AzureTablesStore(new TableServiceClient(connection), TimeProvider.System);
        string config = Path.Combine(_folder.FullName, "observability.yaml");
        File.WriteAllText(config, "receivers:\n  - { name: hook, type: webhook, url: env:HOOK_URL, allow_local: true }\n");
        Settings = new()
        {
            ["AzureWebJobsStorage"] = connection,
            ["OBS_API_KEY"] = Key + "\n", // as a secret is that was put from a file
            ["OBS_CONFIG"] = config,
            ["HOOK_URL"] = receiver.Address,
        };
    }

    public string Connection { get; }

    public Receiver Receiver { get; }

    public Dictionary<string, string> Settings { get; }

    public ITableStore Store { get; }

    /// <summary>The service over the same store, to look with.</summary>
    public Service Service => new(new Surroundings { Store = Store, Time = TimeProvider.System });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Estate> CreateAsync(Azurite azurite)
    {
        Assert.SkipWhen(azurite.Absent is not null, azurite.Absent ?? "");
        return new(azurite.NewAccount(), await Receiver.StartAsync());
    }

    public Task<Worker> StartAsync() => Worker.StartAsync(Settings);

    /// <summary>Records that could not be used: place and reason.</summary>
    public async Task<string> DeadAsync()
    {
        StringBuilder text = new();
        foreach (string table in await Store.TablesAsync("dead", Cancel))
        {
            await foreach (Row row in Store.RowsAsync(table, new KeyRange(null), Cancel))
            {
                text.Append(CultureInfo.InvariantCulture, $"{row.Partition} {row.Values["Source"]}: {row.Values["Problem"]}\n");
            }
        }

        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Receiver.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
