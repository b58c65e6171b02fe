using System.ComponentModel;

namespace Observability.Core.Configuration;

public enum ReceiverType
{
    Console,
    Teams,
    Slack,
    Webhook,
}

/// <summary>One place that notifications go to. Its address and secret are references, resolved by <see cref="Secrets"/>.</summary>
public sealed record ReceiverSettings
{
    public static ReceiverSettings Console { get; } = new() { Name = "console", Type = ReceiverType.Console };

    [Description("Lower-case letters, digits, - and _; at most 40.")]
    public required string Name { get; init; }

    public required ReceiverType Type { get; init; }

    [Description("env:NAME or file:PATH that holds the address. A webhook address without secrets may stand here itself.")]
    public SecretReference? Url { get; init; }

    [Description("env:NAME or file:PATH that holds the signing secret (whsec_...) of a webhook.")]
    public SecretReference? Secret { get; init; }

    [Description("Whether error texts of the sources are shown to this receiver.")]
    public bool Detail { get; init; }

    [Description("Whether plain http and private addresses are allowed; for trying things out.")]
    public bool AllowLocal { get; init; }
}
