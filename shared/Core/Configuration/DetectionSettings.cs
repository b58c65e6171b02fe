using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>How unusual something must be before an incident is opened.</summary>
public sealed record DetectionSettings
{
    [Description("0 to 1. More opens more incidents: a value opens one when its score is at least 1 minus this.")]
    public decimal Sensitivity { get; init; } = 0.5m;
}
