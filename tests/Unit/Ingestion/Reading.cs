using System.Text;
using Observability.Core.Ingestion;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

/// <summary>Reads text with a format, as tests want it.</summary>
internal static class Reading
{
    public static Input Input(byte[] bytes, string name = "in", int chunk = int.MaxValue) =>
        new(name, null, () => new Chunks(bytes, chunk));

    public static Task<List<Record>> Read(this IFormat format, string text, string name = "in") =>
        format.Read(Encoding.UTF8.GetBytes(text), name);

    public static async Task<List<Record>> Read(this IFormat format, byte[] bytes, string name = "in", int chunk = int.MaxValue)
    {
        List<Record> records = [];
        await foreach (Record record in format.ReadAsync(Input(bytes, name, chunk), TestContext.Current.CancellationToken))
        {
            records.Add(record);
        }

        return records;
    }

    public static Head Head(string text) => new("in", Encoding.UTF8.GetBytes(text), true);

    /// <summary>Problems as printed, one a line; good records as their facts' count.</summary>
    public static string Outcome(this IEnumerable<Record> records) =>
        string.Join('\n', records.Select(record => record.Problem?.ToString() ?? record.Ignored ?? $"{record.Line}: {record.Facts.Count}"));

    /// <summary>Gives at most so many bytes a read.</summary>
    private sealed class Chunks(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
