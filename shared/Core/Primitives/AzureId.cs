namespace Observability.Core.Primitives;

/// <summary>The parts of an Azure resource id: <c>/subscriptions/S/resourceGroups/G/providers/TYPE/NAME[/SUBTYPE/NAME]</c>.</summary>
/// <param name="Type">Lower case, for example <c>microsoft.synapse/workspaces/sqlpools</c>.</param>
/// <param name="Names">One a level of <paramref name="Type"/>.</param>
internal sealed record AzureId(string Subscription, string Group, string Type, IReadOnlyList<string> Names)
{
    public static AzureId? Parse(string id)
    {
        string[] parts = id.Trim('/').Split('/');
        return parts.Length < 8 || parts.Length % 2 != 0 || !Is(parts[0], "subscriptions") || !Is(parts[2], "resourcegroups") || !Is(parts[4], "providers")
            ? null
            : new(
                parts[1],
                parts[3],
                string.Join('/', parts.Skip(6).Where((_, i) => i % 2 == 0).Prepend(parts[5])).ToLowerInvariant(),
                [.. parts.Skip(7).Where((_, i) => i % 2 == 0)]);
    }

    /// <summary><c>GROUP/SUBTYPE/NAME…</c>, as people tell resources apart.</summary>
    public string Short => $"{Group}/{string.Join('/', Type.Split('/').Skip(1).Zip(Names, (type, name) => $"{type}/{name}"))}";

    private static bool Is(string part, string word) => part.Equals(word, StringComparison.OrdinalIgnoreCase);
}
