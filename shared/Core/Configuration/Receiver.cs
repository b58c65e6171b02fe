namespace Observability.Core.Configuration;

/// <summary>Where notifications go, from <c>receivers:</c> in observability.yaml, with its secrets resolved.</summary>
public sealed record Receiver
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public Uri? Url { get; init; }

    /// <summary>Signing secret of a generic webhook, <c>whsec_…</c>.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether error texts may be shown to this receiver.</summary>
    public bool Detail { get; init; }

    /// <summary>Whether plain http and loopback addresses are allowed; for trying things out.</summary>
    public bool AllowLocal { get; init; }
}
