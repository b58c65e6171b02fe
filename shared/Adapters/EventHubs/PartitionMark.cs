using System.Text.Json;
using System.Text.Json.Serialization;
using Observability.Core.Primitives;

namespace Observability.Adapters.EventHubs;

/// <summary>How far each partition of a stream was read.</summary>
/// <param name="Next">By partition, the number of the first message that was not read yet.</param>
internal sealed record PartitionMark(SortedDictionary<string, long> Next)
{
    public string Text => JsonSerializer.Serialize(Next, MarkJson.Default.SortedDictionaryStringInt64);

    /// <summary>What was written; from the beginning when it is none of ours.</summary>
    public static PartitionMark Read(string? text)
    {
        try
        {
            return new(text is { Length: > 0 } ? JsonSerializer.Deserialize(text, MarkJson.Default.SortedDictionaryStringInt64) ?? [] : []);
        }
        catch (JsonException)
        {
            return new([]);
        }
    }

    public long? Of(string partition) => Next.TryGetValue(partition, out long next) ? next : null;

    /// <summary>After the message before <paramref name="next"/> was read.</summary>
    public void Move(string partition, long next) => Next[partition] = next;

    /// <summary>What the stream no longer holds of what was not read yet; null when it holds all.</summary>
    /// <param name="oldest">First message that it holds.</param>
    public BadInput? Lost(string stream, string partition, long oldest) => Of(partition) is { } next && next < oldest
        ? new($"{stream}/{partition}@{next}", 0, 0, "", $"{oldest - next} messages up to {oldest - 1} are gone: the stream keeps them for a shorter time than nobody read it")
        : null;
}

[JsonSerializable(typeof(SortedDictionary<string, long>))]
internal sealed partial class MarkJson : JsonSerializerContext;
