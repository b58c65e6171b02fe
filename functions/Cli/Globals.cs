using System.CommandLine;

namespace Observability.Cli;

/// <summary>Options that every command has.</summary>
internal static class Globals
{
    public static readonly Option<string> Data = new("--data") { Description = "Folder of the service's state.", DefaultValueFactory = _ => ".obs", Recursive = true };

    public static readonly Option<string?> Config = new("--config") { Description = "Settings file; default observability.yaml if present.", Recursive = true };

    public static readonly Option<bool> Json = new("--json") { Description = "Machine output on stdout; everything else goes to stderr.", Recursive = true };

    public static readonly Option<bool> NoColor = new("--no-color") { Description = "Plain text without colours.", Recursive = true };

    public static IReadOnlyList<Option> All => [Data, Config, Json, NoColor];
}
