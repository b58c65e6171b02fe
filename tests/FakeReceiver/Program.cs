using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Observability.FakeReceiver;

// A real HTTP server in a process of its own that is Teams under /teams, Slack under /slack and a Standard Webhooks receiver elsewhere.
// Prints its address; PUT /script/NAME sets what the next requests to /NAME get; GET /received tells what came; ends with its standard input.
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.ClearProviders();
WebApplication app = builder.Build();
using CancellationTokenSource closing = new();
Answers answers = new(closing.Token);
app.MapPost("/{**path}", answers.AnswerAsync);
app.MapPut("/script/{name}", (string name, Behaviour[] behaviours) => answers.Next("/" + name, behaviours));
app.MapGet("/received", () => answers.Received);
await app.StartAsync();
Console.WriteLine(app.Urls.Single());
await Console.In.ReadToEndAsync();
await closing.CancelAsync();
await app.DisposeAsync();
