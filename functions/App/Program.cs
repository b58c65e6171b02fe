using Azure.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Observability.Adapters.AzureMonitor;
using Observability.App.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
(AppOptions? options, IReadOnlyList<string> problems) = ReadOptions.From(builder.Configuration);
ManagedIdentityCredential? identity = options is null ? null : Composition.IdentityOf(options);
AppSettings? settings = options is null ? null : AppSettings.Read(options, identity!);
string[] wrong = [.. problems, .. settings?.Problems ?? []];
foreach (string problem in wrong)
{
    await Console.Error.WriteLineAsync("observability: " + problem);
}

if (wrong.Length > 0)
{
    return 2;
}

using IDisposable? telling = options!.Insights is { } insights ? OwnTelemetry.Start(insights, identity, options.TraceShare, "Microsoft.Azure.Functions.Worker") : null;
builder.Services.AddObservability(options, settings!, identity!);
await builder.Build().RunAsync();
return 0;
