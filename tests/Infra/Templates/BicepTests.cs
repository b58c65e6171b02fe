using Observability.Infra.Templates;

[assembly: AssemblyFixture(typeof(Bicep))]

namespace Observability.Infra.Templates;

public sealed class BicepTests(Bicep bicep)
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.At("infra-bicep"), "*.bicep", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.At("infra-bicep"), f)).Order(StringComparer.Ordinal)];

    [Fact] // modules are checked with what uses them
    public async Task The_linter_and_the_types_of_Azure_have_nothing_to_say()
    {
        BicepResult lint = await bicep.RunAsync("lint", Repository.At("infra-bicep", "main.bicep"));
        BicepResult dev = await bicep.RunAsync("build-params", Repository.At("infra-bicep", "main.dev.bicepparam"), "--stdout");
        BicepResult prod = await bicep.RunAsync("build-params", Repository.At("infra-bicep", "main.prod.bicepparam"), "--stdout");

        Assert.Equal([(0, ""), (0, ""), (0, "")], new[] { lint, dev, prod }.Select(r => (r.Status, r.Errors)));
    }

    [Fact] // the compiler itself calls it a warning, and builds
    public async Task A_property_that_Azure_does_not_know_is_found()
    {
        string file = bicep.Write("wrong.bicep", """
            resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
              name: 'plan'
              location: resourceGroup().location
              properties: { reservd: true }
            }
            """);

        BicepResult lint = await bicep.RunAsync("lint", file);

        Assert.Equal(0, lint.Status);
        Assert.Contains("\"reservd\"", lint.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_written_as_the_formatter_writes_them()
    {
        string[] files = [.. Files.Select(f => f.Data)];
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(bicep.Folder, "formatted", file))!);
            File.Copy(Repository.At("infra-bicep", file), Path.Combine(bicep.Folder, "formatted", file));
        }

        BicepResult formatted = await bicep.RunAsync("format", "--pattern", Path.Combine(bicep.Folder, "formatted", "**", "*.bicep"));

        Assert.Equal((0, ""), (formatted.Status, formatted.Errors));
        Assert.All(files, f => Assert.Equal(Repository.Text("infra-bicep", f), File.ReadAllText(Path.Combine(bicep.Folder, "formatted", f)).ReplaceLineEndings("\n")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_fetch_nothing_from_a_registry(string file) =>
        Assert.DoesNotMatch(@"'(br|ts|br/\w+|ts/\w+):", Repository.Text("infra-bicep", file));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_parameter_and_output_is_described(string file)
    {
        string[] lines = Repository.Text("infra-bicep", file).Split('\n');
        foreach ((int i, string line) in lines.Index().Where(l => l.Item.StartsWith("param ", StringComparison.Ordinal) || l.Item.StartsWith("output ", StringComparison.Ordinal)))
        {
            string? description = lines[..i].Reverse().TakeWhile(l => l.StartsWith('@')).SingleOrDefault(l => l.StartsWith("@description('", StringComparison.Ordinal));
            Assert.True(description is not null, $"{file}:{i + 1}: {line} has no description");
            bool optional = line.Contains('?', StringComparison.Ordinal) || line.Contains(" = ", StringComparison.Ordinal);
            Assert.True(line.StartsWith("output", StringComparison.Ordinal) || description.StartsWith(optional ? "@description('Optional. " : "@description('Required. ", StringComparison.Ordinal), $"{file}:{i + 1}: {description}");
        }
    }

    [Fact]
    public async Task Nothing_asks_for_a_key()
    {
        BicepResult built = await bicep.RunAsync("build", Repository.At("infra-bicep", "main.bicep"), "--stdout");

        Assert.All(
            ["listKeys", "listAccountSas", "listServiceSas", "listSecrets", "listConnectionStrings", "listCredentials", "AccountKey=", "SharedAccessKey", "primaryKey", "InstrumentationKey"],
            word => Assert.DoesNotContain(word, built.Output, StringComparison.OrdinalIgnoreCase));
    }
}
