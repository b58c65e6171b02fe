using System.Text.Json;
using Observability.Adapters.Files;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Replays;

/// <summary>Each folder below <c>stories</c> is what happened, as its sources told it, and the incidents that it must give. Adding a story adds no code.</summary>
public sealed class StoryTests
{
    private static readonly JsonSerializerOptions Text = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "stories");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Stories => [.. Directory.GetDirectories(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task The_story_gives_its_incidents(string story)
    {
        string expected = (await File.ReadAllTextAsync(Path.Combine(Folder, story, "expected.json"), Cancel)).ReplaceLineEndings("\n").TrimEnd();

        string actual = JsonSerializer.Serialize(await ReplayAsync(story), Text).ReplaceLineEndings("\n");

        Assert.True(expected == actual, $"{story} gave{Environment.NewLine}{actual}");
    }

    private static async Task<IEnumerable<Seen>> ReplayAsync(string story)
    {
        List<Arrival> arrivals = [];
        foreach (string file in Directory.GetFiles(Path.Combine(Folder, story)).Where(f => !f.EndsWith("expected.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, Cancel);
            IFormat format = Recogniser.Find(new Head(file, bytes.AsMemory(0, Math.Min(bytes.Length, Limits.HeadBytes)), bytes.Length <= Limits.HeadBytes), Formats.All)!;
            await foreach (Record record in format.ReadAsync(new Input(file, file, () => File.OpenRead(file)), Cancel))
            {
                Assert.Null(record.Problem);
                arrivals.Add(new(RecordTime.Of(record)!.Value, arrivals.Count, format.Name, record));
            }
        }

        arrivals = [.. arrivals.OrderBy(a => a.At).ThenBy(a => a.Order)];
        SimulatedTime clock = new(arrivals[0].At);
        Service service = new(new Surroundings { Store = new MemoryStore(), Time = clock });
        DateTimeOffset end = arrivals[^1].At.AddMinutes(1);
        await new Replay(service, clock, deliver: false).RunAsync(arrivals, end, resume: false, null, Cancel);
        List<Incident> incidents = await service.Incidents.OpenedAsync(arrivals[0].At.AddDays(-1), end, Cancel).ToListAsync(Cancel);
        return incidents.OrderBy(i => i.Opened).ThenBy(i => i.Root.Text, StringComparer.Ordinal).Select(i => new Seen(
            i.Kind, i.Root.Text, i.Opened, i.Closed, [.. i.Members.Select(m => $"{m.Kind} {m.Subject}")]));
    }

    private sealed record Seen(string Kind, string Root, DateTimeOffset Opened, DateTimeOffset? Closed, IReadOnlyList<string> Members);
}
