namespace Observability.Core.Recommendations;

/// <summary>Services that cost the same whether anybody works or not, so that switching off at night saves nothing of them: what is kept, not what computes.</summary>
internal static class StaysOn
{
    private static readonly string[] Words =
    [
        "storage", "backup", "disk", "snapshot", "key vault", "monitor", "log analytics", "dns", "bandwidth", "registry", "defender", "sentinel", "s3", "archive",
        "recovery", "ip address", "support", "private link", "cloudwatch", "purview",
    ];

    public static bool Includes(string service) => Words.Any(w => service.Contains(w, StringComparison.OrdinalIgnoreCase));
}
