using Observability.Core.Configuration;

namespace Observability.Adapters.Yaml;

/// <summary>Says what a setting may be.</summary>
internal static class Suggest
{
    /// <summary>The likely word, or all of them when none is close.</summary>
    public static string For(string written, IReadOnlyList<string> words)
    {
        string near = Nearest.DidYouMean(written, words);
        return near.Length > 0 ? near : $"; known here: {string.Join(", ", words)}";
    }

    public static string[] Words(Type type) => [.. Enum.GetValues(type).Cast<Enum>().Select(SettingsJson.Word)];

    public static string Expected(Type type, string text) => type switch
    {
        _ when type == typeof(bool) => $"expected true or false, found \"{text}\"",
        _ when type.IsEnum => $"expected {string.Join(", ", Words(type))}, found \"{text}\"{Nearest.DidYouMean(text, Words(type))}",
        _ => $"expected a number, found \"{text}\"",
    };
}
