using CsCheck;
using Observability.Core.Series;

namespace Observability.Unit.Series;

/// <summary>Points made by hand or at random.</summary>
internal static class Some
{
    public static readonly DateTimeOffset First = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public static SeriesPoint Point(double hour, double value, ulong id) => new(First.AddHours(hour), value, id);

    public static readonly Gen<SeriesPoint> AnyPoint =
        from ticks in Gen.Long[0, 1_000_000_000_000_000]
        from value in Gen.Double[-1e12, 1e12]
        from id in Gen.ULong
        from name in Gen.String[0, 20].Null()
        from late in Gen.Bool
        from restated in Gen.Bool
        from judgement in AnyJudgement.Nullable()
        select new SeriesPoint(First.AddTicks(ticks), value, id, name) { Late = late, Restated = restated, Judgement = judgement };

    private static Gen<Judgement> AnyJudgement =>
        from score in Gen.Float[0, 1]
        from anomalous in Gen.Bool
        from alert in Gen.Bool
        from expected in Gen.Double[-1e12, 1e12].Nullable()
        from lower in Gen.Double[-1e12, 1e12].Nullable()
        from upper in Gen.Double[-1e12, 1e12].Nullable()
        select new Judgement(score, anomalous, alert, expected, expected is null ? null : lower, expected is null ? null : upper);
}
