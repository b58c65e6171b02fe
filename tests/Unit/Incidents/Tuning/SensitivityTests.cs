using CsCheck;
using Observability.Core.Incidents;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;

namespace Observability.Unit.Incidents.Tuning;

/// <summary>Laws of what people's words do to the sensitivity of a series.</summary>
public sealed class SensitivityTests
{
    private static readonly Subject Series = Subject.Job("air", "load");
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Vote[]> Votes =
        Gen.Select(Gen.Int[0, 400], Gen.Enum<Feedback>(), Gen.Int[0, 9]).Select((days, says, n) => Word(says, days, n)).Array[0, 12];

    [Fact]
    public void It_stays_between_a_quarter_and_one_and_a_half_of_the_usual() =>
        Gen.Select(Votes, Votes, Gen.Double[0, 1]).Sample((own, family, usual) => Assert.InRange(Of(usual, own, family), usual * 0.2499, Math.Min(1, usual * 1.5)));

    [Fact]
    public void Another_word_of_noise_never_makes_it_more_sensitive_nor_one_of_use_less() =>
        Gen.Select(Votes, Votes, Gen.Int[0, 400]).Sample((own, family, days) =>
        {
            double before = Of(0.4, own, family);
            Assert.True(Of(0.4, [.. own, Word(Feedback.Noise, days, 99)], family) <= before);
            Assert.True(Of(0.4, [.. own, Word(Feedback.Useful, days, 99)], family) >= before);
        });

    [Fact]
    public void A_word_fades_with_time() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[1, 300]).Sample((days, later) =>
            Assert.True(Of(0.4, [Word(Feedback.Noise, days + later, 1)], []) >= Of(0.4, [Word(Feedback.Noise, days, 1)], [])));

    [Fact]
    public void A_word_taken_back_leaves_no_trace() =>
        Gen.Select(Votes, Gen.Enum<Feedback>()).Sample((votes, says) =>
        {
            VoteRow row = new VoteRow("duration", []).With("other", votes.Select(v => v with { Incident = "other" }));
            Assert.Equal(row.Votes, row.With("one", [Word(says, 1, 1) with { Incident = "one" }]).With("one", []).Votes);
        });

    [Fact]
    public void A_word_about_another_series_of_the_family_counts_a_quarter() =>
        Assert.Equal(0.4 * Math.Pow(2, -0.125), Of(0.4, [], [Word(Feedback.Noise, 0, 1) with { Series = Subject.Job("air", "other") }]), 9);

    [Fact]
    public void What_is_said_of_one_incident_counts_once_for_series_like_its_own_however_many_it_has() =>
        Gen.Select(Votes, Gen.Enum<Feedback>(), Gen.Int[1, 100], Gen.Int[1, 3], Gen.Bool).Sample((earlier, says, members, people, isMember) =>
        {
            Vote[] About(int series) => [.. Enumerable.Range(0, people).Select(p => Word(says, 1, 77) with { By = $"P{p}", Series = Subject.Job("air", $"other{series}") })];
            Vote[] own = isMember ? [.. earlier, .. About(0).Select(v => v with { Series = Series })] : earlier;

            Tuned one = SensitivityOf.Of(Series, 0.4, own, About(0), Now);
            Tuned many = SensitivityOf.Of(Series, 0.4, own, [.. Enumerable.Range(0, members).SelectMany(About)], Now);

            Assert.Equal((one.Sensitivity, one.Because), (many.Sensitivity, many.Because));
            Assert.True(!isMember || one.Sensitivity == Of(0.4, own, []));
        });

    [Fact]
    public void What_is_said_names_its_reason_and_its_undo()
    {
        Tuned tuned = SensitivityOf.Of(Series, 0.38, [Word(Feedback.Noise, 0, 1), Word(Feedback.Noise, 0, 2) with { At = Now.AddMinutes(1) }], [], Now);

        Assert.Equal("less sensitive since 2 × noise (0.50 of the usual); undo with obs feedback 202611-2 withdraw", tuned.Because);
        Assert.Equal(2, tuned.Patience, 9);
    }

    [Fact]
    public void Without_a_word_it_is_as_usual() => Assert.Equal((0.38, 1.0, ""), SensitivityOf.Of(Series, 0.38, [], [], Now) is var t ? (t.Sensitivity, t.Factor, t.Because) : default);

    [Theory]
    [InlineData("job:airflow/orders_daily", "job:airflow")]
    [InlineData("dataset:abfss://lake@acc/raw/orders", "dataset:abfss://lake@acc")]
    [InlineData("dataset:orders", "dataset:")]
    [InlineData("spend:SubAccountId=a,ServiceName=VM", "spend:SubAccountId=a,ServiceName")]
    [InlineData("stream:billing", "stream:")]
    public void A_family_is_a_namespace_or_the_dimensions_of_a_sub_account(string subject, string family) => Assert.Equal(family, Family.Of(new Subject(subject)));

    private static double Of(double usual, Vote[] own, Vote[] family) => SensitivityOf.Of(Series, usual, own, family, Now).Sensitivity;

    private static Vote Word(Feedback says, int daysAgo, int n) => new($"202611-{n}", Series, "Ana", says, Now.AddDays(-daysAgo), Now.AddDays(-daysAgo - 1), Now.AddDays(-daysAgo));
}
