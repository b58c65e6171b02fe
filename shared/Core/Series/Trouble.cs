using System.Text.Json.Serialization;
using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>What is wrong with a job or dataset now. Derived from its outlook.</summary>
/// <param name="LateSince">Since when it is late; null while it is not.</param>
/// <param name="FailingSince">Since when the newest judged run of a job is one that failed; null while it is not.</param>
/// <param name="Firing">Measures in which something is wrong, in ordinal order.</param>
public sealed record Trouble(Subject Subject, DateTimeOffset? LateSince, DateTimeOffset? FailingSince, IReadOnlyList<string> Firing)
{
    /// <summary>null while nothing is wrong with it.</summary>
    public static Trouble? Of(Outlook outlook) => outlook is { LateSince: null, FailingSince: null, Firing.Count: 0 }
        ? null
        : new(outlook.Subject, outlook.LateSince, outlook.FailingSince, [.. outlook.Firing.Order(StringComparer.Ordinal)]);

    /// <summary>Whether both say the same, null saying that nothing is wrong.</summary>
    public static bool Same(Trouble? one, Trouble? other) =>
        one is null || other is null
            ? one is null && other is null
            : one.Subject == other.Subject && one.LateSince == other.LateSince && one.FailingSince == other.FailingSince && one.Firing.SequenceEqual(other.Firing);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Trouble))]
internal sealed partial class TroubleJson : JsonSerializerContext;
