namespace Observability.Sample.Faults;

/// <summary>Where faults may lie: after enough history to judge them, and early enough to be over at the end.</summary>
internal static class FaultWindow
{
    public static DateTimeOffset From(SampleOptions options) => options.From.AddDays(options.Days >= 35 ? 28 : options.Days / 2);

    public static DateTimeOffset To(SampleOptions options) => options.End.AddDays(-2);

    public static bool IsOpen(SampleOptions options) => To(options) - From(options) >= TimeSpan.FromDays(1);
}
