using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Observability.Core.Detection;

/// <summary>Memory of the baselines and of how well each forecast did. Levels, errors and scales are in the unit of the series.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct ForecastMemory
{
    public double Last;

    /// <summary>Last value, an outlier pulled to where it is at the edge of the usual.</summary>
    public double Held;

    /// <summary>The first value: seasonal levels are kept as distances from it, which single precision holds to a ten-millionth.</summary>
    public double Anchor;

    /// <summary>Long mean and mean absolute distance from it.</summary>
    public double Slow;
    public double SlowSpread;

    /// <summary>Recent mean residual of each of the three baselines: level, time of day, time of week.</summary>
    public Three Drift;

    /// <summary>Mean absolute error of each forecast, and how many it rests on.</summary>
    public Seven Error;
    public Seven Judged;

    /// <summary>Mean absolute error of the blend over about 200 and about 2,000 points, and by half-hour of day.</summary>
    public double Scale;
    public double LongScale;
    public HalfHours ScaleOfDay;
    public HalfHoursSeen ScaleSeen;

    /// <summary>Mean absolute distance from the blended baseline.</summary>
    public double BaseScale;

    public DayLevels Day;
    public WeekLevels Week;
    public DaySeen DaySeen;
    public WeekSeen WeekSeen;

    [InlineArray(3)]
    internal struct Three
    {
        private double _value;
    }

    [InlineArray(7)]
    internal struct Seven
    {
        private double _value;
    }

    [InlineArray(48)]
    internal struct HalfHours
    {
        private double _value;
    }

    [InlineArray(48)]
    internal struct HalfHoursSeen
    {
        private float _value;
    }
}

/// <summary>What was expected of one point before it was seen.</summary>
/// <param name="Expected">Blend of the forecasts.</param>
/// <param name="Scale">Mean absolute error to be expected at this time of day.</param>
/// <param name="Base">Blend of the baselines alone: what is usual at this time, whatever happened lately.</param>
/// <param name="BaseScale">Mean absolute distance from that.</param>
/// <param name="SeasonGain">0..1: weight of the seasonal baselines; 0 when no season was found.</param>
internal readonly record struct Forecast(double Expected, double Scale, double Base, double BaseScale, double SeasonGain);
