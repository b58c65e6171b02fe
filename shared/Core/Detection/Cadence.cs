namespace Observability.Core.Detection;

/// <summary>What follows from the step of a series alone: reckoned once, since most series keep their step.</summary>
/// <param name="Needed">Loudness that alerts.</param>
/// <param name="Prior">Observations that the tail assumed before any was seen weighs as much as.</param>
/// <param name="Deviate">Normal deviate that is as loud as what alerts; 0 where points follow each other within minutes and nobody asks.</param>
internal readonly record struct Cadence(double StepSeconds, double Needed, double Prior, double Deviate)
{
    public static Cadence Of(double stepSeconds)
    {
        double needed = Loudness.Needed(stepSeconds);
        return new(stepSeconds, needed, Evidence.Prior(stepSeconds), UnlearnedFusion.IsFast(stepSeconds) ? 0 : StudentTail.Deviate(needed));
    }
}
