using System.Text.RegularExpressions;
using CsCheck;
using Observability.Core.Configuration;

namespace Observability.Unit.Configuration;

public sealed class GlobTests
{
    [Fact]
    public void A_glob_agrees_with_the_regular_expression_it_stands_for() =>
        Gen.Select(Gen.Char["ab*?."].Array[0, 8], Gen.Char["ab.c"].Array[0, 10]).Sample((pattern, text) =>
            Glob.Matches(new(pattern), new(text)) == Regex.IsMatch(
                new string(text),
                "^" + Regex.Escape(new(pattern)).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
                RegexOptions.NonBacktracking | RegexOptions.Singleline));

    [Fact]
    public void A_hostile_pattern_is_no_slower_than_its_length_times_the_text() =>
        Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("*a", 1_000)) + "b", new string('a', 10_000)));
}
