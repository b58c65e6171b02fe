using System.Text.Json;
using System.Text.Json.Serialization;

namespace Observability.Adapters.CostManagement;

/// <summary>How far a container was read: up to a time, and what is still waited for from before it.</summary>
/// <remarks>Files of the same instant are told apart by their ETags, so that none is passed over and none is read twice.</remarks>
internal sealed record ExportMark
{
    /// <summary>Most unfinished runs that are remembered; the oldest are given up.</summary>
    private const int MostWaiting = 50;

    /// <summary>Newest time of change of a file that was looked at.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>ETags of the files of that instant.</summary>
    public IReadOnlyList<string> At { get; init; } = [];

    /// <summary>Manifests whose files are not all there.</summary>
    public IReadOnlyList<string> Waiting { get; init; } = [];

    /// <summary>What the last of them lacks; null: nothing is waited for.</summary>
    public string? Problem { get; init; }

    [JsonIgnore]
    public string Text => JsonSerializer.Serialize(this, ExportJson.Default.ExportMark);

    /// <summary>What was written; from the beginning when it is none of ours.</summary>
    public static ExportMark Read(string? text)
    {
        try
        {
            return text is { Length: > 0 } ? JsonSerializer.Deserialize(text, ExportJson.Default.ExportMark) ?? new() : new();
        }
        catch (JsonException)
        {
            return new();
        }
    }

    public bool IsNews(ExportFile file) => file.Modified > Until || (file.Modified == Until && !At.Contains(file.ETag)) || Waiting.Contains(file.Name);

    /// <summary>After a file was read, or was none to read.</summary>
    public ExportMark Took(ExportFile file)
    {
        string[] waiting = [.. Waiting.Where(w => w != file.Name)];
        return Saw(file) with { Waiting = waiting, Problem = waiting.Length == 0 ? null : Problem };
    }

    /// <summary>After a manifest was found whose files are not all there.</summary>
    public ExportMark Waits(ExportFile file, string lacks) => Saw(file) with { Waiting = [.. Waiting.Where(w => w != file.Name).Append(file.Name).TakeLast(MostWaiting)], Problem = lacks };

    private ExportMark Saw(ExportFile file) =>
        file.Modified > Until ? this with { Until = file.Modified, At = [file.ETag] }
        : file.Modified == Until && !At.Contains(file.ETag) ? this with { At = [.. At, file.ETag] }
        : this;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ExportMark))]
internal sealed partial class ExportJson : JsonSerializerContext;
