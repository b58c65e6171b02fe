using CsCheck;
using Observability.Core.Series;

namespace Observability.Unit.Series;

/// <summary>Points made by hand or at random.</summary>
internal static class Some
{
    public static readonly DateTimeOffset First = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Longest time of a point at random after <see cref="First"/>.</summary>
    public const long Ticks = 1_000_000_000_000_000;

    public static SeriesPoint Point(double hour, double value, ulong id) => new(First.AddHours(hour), value, id);

    public static readonly Gen<SeriesPoint> AnyPoint =
        from ticks in Gen.Long[0, Ticks]
        from value in Gen.Double[-1e12, 1e12]
        from id in Gen.ULong
        from name in Gen.String[0, 20].Null()
        from late in Gen.Bool
        from restated in Gen.Bool
        from judgement in AnyJudgement.Nullable()
        select new SeriesPoint(First.AddTicks(ticks), value, id, name) { Late = late, Restated = restated, Judgement = judgement };

    /// <summary>Points as they come: few times and ids, so that some are equal, and few in order.</summary>
    public static readonly Gen<SeriesPoint> NewPoint =
        from step in Gen.Int[0, 12]
        from value in Gen.Int[0, 3]
        from id in Gen.ULong[0, 6]
        from name in Gen.String[0, 20].Null()
        select new SeriesPoint(First.AddTicks(step * (Ticks / 10)), value, id, name);

    private static Gen<Judgement> AnyJudgement =>
        from score in Gen.Float[0, 1]
        from anomalous in Gen.Bool
        from alert in Gen.Bool
        from expected in Gen.Double[-1e12, 1e12].Nullable()
        from lower in Gen.Double[-1e12, 1e12].Nullable()
        from upper in Gen.Double[-1e12, 1e12].Nullable()
        select new Judgement(score, anomalous, alert, expected, expected is null ? null : lower, expected is null ? null : upper);
}
