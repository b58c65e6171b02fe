using Microsoft.Data.Sqlite;

namespace Observability.Integration.Cli;

/// <summary>0 done, 1 done and something needs attention, 2 wrong usage or configuration, 3 could not do it; one clear line each.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly Obs _obs = new();

    [Fact]
    public async Task A_bad_record_is_1_with_its_place()
    {
        string file = _obs.Write("runs.csv", "job,run_id,start,end,status\nair/a,r1,2026-11-02T06:00:00Z,2026-11-02T06:05:00Z,success\nair/a,r2,soon,,success\n");

        Assert.Equal((1, 0), await CodeAsync("runs.csv:3:10 start:", "ingest", file));
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--format", "nonsense")]
    public async Task A_wrong_option_is_2(params string[] option) => Assert.Equal(2, (await CodeAsync("nonsense", ["ingest", _obs.Write("a.csv", ""), .. option])).Code);

    [Fact]
    public async Task An_unknown_command_is_2() => Assert.Equal(2, (await CodeAsync("nonsense", "nonsense")).Code);

    [Fact]
    public async Task A_wrong_time_is_2() => Assert.Equal(2, (await CodeAsync("--at: expected a time like", "check", "--at", "soon")).Code);

    [Fact]
    public async Task A_bad_setting_is_2_with_its_place()
    {
        _obs.Write("observability.yaml", "receivers:\n  - name: a\n    typ: console\n");

        Assert.Equal((2, 0), await CodeAsync("observability.yaml:3:5", "incidents"));
    }

    [Fact]
    public async Task A_settings_file_that_is_not_there_is_2_or_3_and_names_it()
    {
        Ended ended = await _obs.RunAsync("incidents", "--config", "absent.yaml");

        Assert.InRange(ended.Code, 2, 3);
        Assert.Contains("absent.yaml", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_and_the_others_are_read()
    {
        string file = _obs.Write("runs.csv", Inputs.RunsCsv(3));

        Ended ended = await _obs.RunAsync("ingest", "absent.csv", file, "--json");

        Assert.Contains("absent.csv", ended.Error, StringComparison.Ordinal);
        Assert.Equal((1, 3), (ended.Code, ended.Json.GetProperty("accepted").GetInt64()));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_3()
    {
        string file = _obs.Write("data", "I am a file");

        Assert.Equal((3, 0), await CodeAsync("data", "incidents", "--data", file));
        Assert.Equal("I am a file", File.ReadAllText(file));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_3_and_left_alone()
    {
        await _obs.RunAsync("ingest", _obs.Write("runs.csv", Inputs.RunsCsv(3)));
        string file = Assert.Single(Directory.GetFiles(_obs.In(".obs"), "*.db"));
        using (SqliteConnection connection = new($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        Assert.Equal((3, 0), await CodeAsync("newer version", "runs"));
    }

    public void Dispose() => _obs.Dispose();

    // The exit status, and how many lines of a stack trace there were.
    private async Task<(int Code, int Traces)> CodeAsync(string says, params string[] args)
    {
        Ended ended = await _obs.RunAsync(args);
        Assert.Contains(says, ended.Error, StringComparison.Ordinal);
        return (ended.Code, ended.Error.Split('\n').Count(l => l.StartsWith("   at ", StringComparison.Ordinal)));
    }
}
