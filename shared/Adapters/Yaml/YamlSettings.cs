using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Observability.Core.Configuration;
using Observability.Core.Primitives;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Observability.Adapters.Yaml;

/// <summary>What a file says, everything that is wrong with it, and where each setting stands.</summary>
/// <param name="Settings">The defaults when there are problems.</param>
public sealed record SettingsFile(Settings Settings, IReadOnlyList<BadInput> Problems, string Source, IReadOnlyDictionary<string, (long Line, long Column)> Places)
{
    /// <summary>Puts a problem that was found later at the place of its setting.</summary>
    public BadInput At(SettingsProblem problem)
    {
        string path = problem.Path;
        while (!Places.ContainsKey(path) && path.LastIndexOfAny(['.', '[']) is > 0 and int cut)
        {
            path = path[..cut];
        }

        (long line, long column) = Places.GetValueOrDefault(path, (1, 1));
        return new(Source, line, column, problem.Path, problem.Problem);
    }
}

/// <summary>Reads observability.yaml into <see cref="Settings"/>, as a whole: all problems, each with its place.</summary>
public static class YamlSettings
{
    private const int MostBytes = 1 << 20;

    /// <summary>A file that does not exist throws, as every file does; whoever has an optional one asks first.</summary>
    public static SettingsFile ReadFile(string path)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MostBytes)
        {
            return Failed(path, new BadInput(path, 0, 0, "", "is over 1 MiB"));
        }

        using StreamReader reader = new(stream, new UTF8Encoding(false, false));
        return Read(reader.ReadToEnd(), path);
    }

    /// <param name="source">Name of the file, for problems.</param>
    public static SettingsFile Read(string text, string source)
    {
        try
        {
            if (YamlGuard.Check(text, source) is { } refused)
            {
                return Failed(source, refused);
            }

            YamlStream yaml = [];
            yaml.Load(new StringReader(text));
            return yaml.Documents switch
            {
                [] => new(Settings.Default, [], source, new Dictionary<string, (long, long)>()),
                [YamlDocument only] => Read(only.RootNode, source),
                _ => Failed(source, new BadInput(source, yaml.Documents[1].RootNode.Start.Line, 1, "", "expected one document")),
            };
        }
        catch (YamlException e)
        {
            return Failed(source, new BadInput(source, e.Start.Line, e.Start.Column, "", "is no YAML: " + e.Message.ReplaceLineEndings(" ")));
        }
    }

    private static SettingsFile Read(YamlNode root, string source)
    {
        if (root is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" })
        {
            return new(Settings.Default, [], source, new Dictionary<string, (long, long)>());
        }

        YamlBinder binder = new(source);
        JsonNode? json = binder.Bind(root, typeof(Settings), "");
        if (binder.Problems.Count > 0)
        {
            return new(Settings.Default, binder.Problems, source, binder.Places);
        }

        Settings settings = json.Deserialize<Settings>(SettingsJson.Options)!;
        SettingsFile file = new(settings, [], source, binder.Places);
        BadInput[] problems = [.. SettingsRules.Check(settings).Select(file.At).OrderBy(p => p.Line).ThenBy(p => p.Column)];
        return problems.Length == 0 ? file : file with { Settings = Settings.Default, Problems = problems };
    }

    private static SettingsFile Failed(string source, BadInput problem) =>
        new(Settings.Default, [problem], source, new Dictionary<string, (long, long)>());
}
