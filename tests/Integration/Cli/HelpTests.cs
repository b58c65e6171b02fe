namespace Observability.Integration.Cli;

public sealed class HelpTests
{
    [Fact]
    public async Task Every_command_shows_an_example()
    {
        using Obs obs = new();
        Ended root = await obs.RunAsync("--help");
        string[] commands =
        [
            .. root.Out.Split('\n').SkipWhile(l => !l.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
                .Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l.Length > 2 && l[2] != ' ').Select(l => l.Trim().Split(' ')[0]),
        ];

        Assert.True(commands.Length >= 12, root.Out);
        foreach (string command in commands)
        {
            Ended help = await obs.RunAsync(command, "--help");
            Assert.Equal((command, 0, true), (command, help.Code, help.Out.Contains($"Example: obs {command}", StringComparison.Ordinal)));
        }
    }
}
