using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Observability.App.Hosting;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
(AppOptions? options, IReadOnlyList<string> problems) = ReadOptions.From(builder.Configuration);
AppSettings settings = AppSettings.Read(options?.ConfigFile);
if (options is null || settings.Problems.Count > 0)
{
    foreach (string problem in problems.Concat(settings.Problems))
    {
        await Console.Error.WriteLineAsync("observability: " + problem);
    }

    return 2;
}

builder.Services.AddObservability(options, settings);
await builder.Build().RunAsync();
return 0;
