using System.Text.Json.Nodes;
using Observability.Core.Telemetry;

namespace Observability.Unit.Telemetry;

/// <summary>Keeps the rows it takes; takes as many as <see cref="Room"/> says, then asks for time.</summary>
internal sealed class FakeSink : ITelemetrySink
{
    /// <summary>Rows that it still takes.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>What happens while rows are under way.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public List<(string Table, JsonObject Row)> Rows { get; } = [];

    public async Task<TelemetrySent> SendAsync(LogTable table, IReadOnlyList<ReadOnlyMemory<byte>> rows, CancellationToken cancel)
    {
        await Meanwhile();
        int taken = Math.Min(Room, rows.Count);
        Room -= taken;
        Rows.AddRange(rows.Take(taken).Select(r => (table.Name, (JsonObject)JsonNode.Parse(r.Span)!)));
        return taken == rows.Count ? new(taken, 0, null, null) : new(taken, 0, TimeSpan.FromMinutes(2), "busy");
    }

    public IReadOnlyList<JsonObject> Of(LogTable table) => [.. Rows.Where(r => r.Table == table.Name).Select(r => r.Row)];

    /// <summary>Of every key the row that was made last, as queries read the table.</summary>
    public IReadOnlyDictionary<string, JsonObject> Newest(LogTable table) =>
        Of(table).GroupBy(r => (string)r["Key"]!).ToDictionary(g => g.Key, g => g.MaxBy(r => (DateTimeOffset)r["TimeGenerated"]!)!);
}
