using Microsoft.ML.Data;
using Observability.Core.Detection;

namespace Observability.Adapters.MlNet;

/// <summary>One point as the learned stage sees it.</summary>
internal sealed class FusionRow
{
    /// <summary>Shape of the feature vector: fixed here because attributes need a constant; a test holds it to <see cref="FusionFeatures.Count"/>.</summary>
    public const int FeatureCount = 23;

    [VectorType(FeatureCount)]
    public float[] Features { get; set; } = new float[FeatureCount];

    /// <summary>The score without the model.</summary>
    public float Unlearned { get; set; }

    /// <summary>Inside a labelled event.</summary>
    public bool Label { get; set; }

    /// <summary>1 for a point of no event; events weigh the same in sum whatever their length.</summary>
    public float Weight { get; set; } = 1;
}

/// <summary>What the model answers.</summary>
internal sealed class FusionAnswer
{
    /// <summary>Log-odds, uncalibrated.</summary>
    public float Score { get; set; }
}
