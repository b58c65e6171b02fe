using System.Text.Json;
using Observability.Core.Primitives;

namespace Observability.Core.Telemetry;

/// <summary>Text in log tables.</summary>
internal static class LogText
{
    // A name longer than this tells nobody more; a call takes 1 MB, a column 64 KB.
    private const int Longest = 1024;

    /// <summary>One line, cut; null stays null.</summary>
    public static string? Cut(string? text) => text is null ? null : SafeText.Cut(text, Longest);

    /// <summary>A word of an enumeration as it is written everywhere else: lower case.</summary>
    public static string Word(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
