using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Observability.Cli;

/// <summary>Options that several commands share, each read in one way.</summary>
internal static class Options
{
    /// <summary>RFC 3339; without an offset it is UTC.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description + " RFC 3339, UTC where no offset is given.",
        CustomParser = result => TimeOf(name, result),
    };

    public static Option<int> Take(int most = 50) => new("--take") { Description = "Most rows shown.", DefaultValueFactory = _ => most };

    private static DateTimeOffset? TimeOf(string name, ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            return time;
        }

        result.AddError($"{name}: expected a time like 2026-11-23T06:00:00Z, found \"{text}\"");
        return null;
    }
}
