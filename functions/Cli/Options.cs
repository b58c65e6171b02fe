using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Observability.Core.Primitives;

namespace Observability.Cli;

/// <summary>Options that several commands share, each read in one way.</summary>
internal static class Options
{
    /// <summary>As <see cref="Times"/> reads them: RFC 3339, without an offset UTC; a date; seconds or milliseconds since 1970.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description + " RFC 3339, UTC where no offset is given; a date; or Unix seconds or milliseconds.",
        CustomParser = result => TimeOf(name, result),
    };

    /// <summary>0 to 1, with a decimal point whatever the machine's language.</summary>
    public static Option<double?> Share(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ShareOf(name, result.Tokens[0].Value, result),
    };

    /// <summary>Several of <see cref="Share"/>.</summary>
    public static Option<double[]> Shares(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(t => ShareOf(name, t.Value, result)).OfType<double>()],
    };

    /// <summary>A whole number of 1 to <paramref name="most"/>.</summary>
    public static Option<int> Count(string name, string description, int otherwise, int most = int.MaxValue) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) || number < 1 || number > most)
            {
                string range = most == int.MaxValue ? "of 1 or more" : string.Create(CultureInfo.InvariantCulture, $"from 1 to {most}");
                result.AddError($"{name}: expected a whole number {range}, found {SafeText.Cut(text)}");
            }

            return number;
        },
    };

    public static Option<int> Take(int most = 50) => Count("--take", "Most rows shown.", most);

    private static DateTimeOffset? TimeOf(string name, ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Times.Read(text, out DateTimeOffset time) is null)
        {
            return time;
        }

        result.AddError($"{name}: expected a time like 2026-11-23T06:00:00Z, a date like 2026-11-23, or Unix seconds or milliseconds, in the years 1970 to 2100, found \"{SafeText.Cut(text)}\"");
        return null;
    }

    private static double? ShareOf(string name, string text, ArgumentResult result)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1)
        {
            return number;
        }

        result.AddError($"{name}: expected 0 to 1, with a decimal point, found {SafeText.Cut(text)}");
        return null;
    }
}
