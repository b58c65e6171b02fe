using Observability.Cli.Commands;

namespace Observability.Integration.Cli;

public sealed class DemoTests
{
    [Fact]
    public void The_state_of_a_demo_lies_where_the_documentation_says()
    {
        string state = DemoCommand.StateOf(".obs", 1);

        Assert.Equal(Path.Combine(".obs", "demo-1", "state"), state);
        Assert.Contains($"`--data {state.Replace('\\', '/')}`", File.ReadAllText(Documentation()), StringComparison.Ordinal);
    }

    private static string Documentation()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Observability.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "commands.md");
    }
}
