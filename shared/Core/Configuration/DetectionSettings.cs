using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>How unusual something must be before an incident is opened.</summary>
public sealed record DetectionSettings
{
    /// <remarks>An estate has hundreds of series: what one of them may say in a quarter of a year is too much of all.</remarks>
    [Description("0 to 1. More opens more incidents: a value opens one when its score is at least 1 minus this.")]
    public decimal Sensitivity { get; init; } = 0.42m;

    [Description("Folder of a model that obs train wrote, relative to the folder of this file. Without: the model that is shipped.")]
    public string? Model { get; init; }
}
