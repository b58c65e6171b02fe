using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Observability.Cli;

/// <summary>Results go to stdout, as text for people or as JSON for programs; everything else goes to stderr.</summary>
internal sealed class Output
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Output(bool json, bool noColor)
    {
        IsJson = json;
        bool plain = noColor || Console.IsOutputRedirected;
        Table = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            Table.Profile.Width = 160;
        }

        Notes = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = noColor || Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = noColor || Console.IsErrorRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
    }

    public bool IsJson { get; }

    /// <summary>stdout for people; what it is given from outside goes through <see cref="TerminalText"/> first.</summary>
    public IAnsiConsole Table { get; }

    /// <summary>stderr.</summary>
    public IAnsiConsole Notes { get; }

    /// <summary>One JSON document in one line.</summary>
    public static void Json<T>(T value) => Console.Out.WriteLine(TerminalText.JsonOf(JsonSerializer.Serialize(value, Compact)));

    /// <summary>One or more lines of results.</summary>
    public static void Line(string text) => Console.Out.WriteLine(TerminalText.Of(text));

    /// <summary>One line beside the results.</summary>
    public static void Note(string text) => Console.Error.WriteLine(TerminalText.LineOf(text));

    /// <summary>Runs long work under a progress bar where somebody watches, and plainly where nobody does.</summary>
    public Task<T> WithProgressAsync<T>(string what, Func<IProgress<double>, Task<T>> work)
    {
        if (IsJson || Console.IsErrorRedirected)
        {
            return work(new Progress<double>());
        }

        return Notes.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: 1);
                return await work(new Bar(task));
            });
    }

    // Progress<double> would post to the thread pool; a bar is thread-safe and can be set where the work is.
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
