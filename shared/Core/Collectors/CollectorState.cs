using System.Text.Json.Serialization;

namespace Observability.Core.Collectors;

/// <summary>How far a collector is, and how it fares.</summary>
public sealed record CollectorState
{
    public required string Name { get; init; }

    /// <summary>Of the last page that was kept; null before the first.</summary>
    public string? Watermark { get; init; }

    /// <summary>Last try that began.</summary>
    public DateTimeOffset? Tried { get; init; }

    /// <summary>Last time it had everything there was.</summary>
    public DateTimeOffset? Succeeded { get; init; }

    /// <summary>First of the tries that failed in a row; null when the last went well.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Tries that failed in a row.</summary>
    public int Failures { get; init; }

    public SourceFailure? Failure { get; init; }

    /// <summary>What was wrong with the last try, redacted and cut; null when it went well.</summary>
    public string? Problem { get; init; }

    /// <summary>Since when an incident says that it is silent; null when none does.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>When it is to be asked again.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Who asks now, and until when nobody else does.</summary>
    public string? Holder { get; init; }

    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Records of the last try that brought anything: new, known already, unusable.</summary>
    public long Accepted { get; init; }

    public long Duplicate { get; init; }

    public long Rejected { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CollectorState))]
internal sealed partial class CollectorsJson : JsonSerializerContext;
