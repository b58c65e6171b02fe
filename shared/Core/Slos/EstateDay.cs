using Observability.Core.Pipelines;

namespace Observability.Core.Slos;

/// <summary>What the whole estate was and did on one day (UTC).</summary>
/// <param name="Runs">That began on it and ended; the tries for one scheduled time are one.</param>
/// <param name="Failed">Of them, those of which no try went well.</param>
/// <param name="Jobs">As they stood when the day was over; null where the day was counted later than that.</param>
/// <param name="Datasets">As <paramref name="Jobs"/>.</param>
public sealed record EstateDay(DateOnly Day, long Runs, long Failed, EstateCount? Jobs, EstateCount? Datasets)
{
    /// <summary>Adds up the runs of a day, and keeps what was counted on it.</summary>
    /// <param name="runs">Those that began on the day.</param>
    public static EstateDay Of(DateOnly day, IEnumerable<RunSummary> runs, EstateCount? jobs, EstateCount? datasets)
    {
        SloDay went = SloTally.Runs(day, "*", runs);
        return new(day, (long)went.Total, (long)(went.Total - went.Good), jobs, datasets);
    }
}

/// <summary>How many jobs or datasets are known, and in how many of them something is wrong.</summary>
public sealed record EstateCount(int Known, int InTrouble);
