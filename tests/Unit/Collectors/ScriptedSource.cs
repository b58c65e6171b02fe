using System.Runtime.CompilerServices;
using System.Text;
using Observability.Core.Collectors;
using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Plain;

namespace Observability.Unit.Collectors;

/// <summary>A source whose pages are given; a page is the index of the next one as its watermark.</summary>
internal sealed class ScriptedSource(params string[] pages) : ICollector
{
    public string Name => "scripted";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public List<string> Pages { get; } = [.. pages];

    /// <summary>Thrown before the page of this index.</summary>
    public (int Before, SourceFailedException Why)? Fails { get; set; }

    /// <summary>Done before the page of this index is given.</summary>
    public (int Before, Func<Task> Work)? Meanwhile { get; set; }

    public List<int> Asked { get; } = [];

    public async IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (int i = watermark is null ? 0 : int.Parse(watermark); ; i++)
        {
            if (Fails is { } fails && fails.Before == i)
            {
                throw fails.Why;
            }

            if (Meanwhile is { } meanwhile && meanwhile.Before == i)
            {
                await meanwhile.Work();
            }

            if (i == Pages.Count)
            {
                yield break;
            }

            Asked.Add(i);
            yield return new(new UpdatesCsv(), new Input($"page-{i}", null, () => new MemoryStream(Encoding.UTF8.GetBytes("dataset,time\n" + Pages[i]))), $"{i + 1}");
        }
    }

    public Task<string> ReachAsync(CancellationToken cancel) => Fails is { } fails ? throw fails.Why : Task.FromResult("there");
}
