namespace Observability.Core.Cost;

/// <summary>How a charge found its run, or why it found none; in the order in which they are tried.</summary>
public enum CostMethod
{
    /// <summary>A tag or the resource name on the charge carries the run, job or cluster id.</summary>
    Tag,

    /// <summary>The run's resource is the charge's, and the day overlaps the run: shared by wall time.</summary>
    Resource,

    /// <summary>A resource of jobs, on a day on which none of their runs was active: it stays with the resource.</summary>
    Idle,

    /// <summary>What no run explains.</summary>
    Remainder,
}
