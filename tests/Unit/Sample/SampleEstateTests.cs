using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Observability.Sample;
using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Unit.Sample;

[Collection("written estate")]
public sealed class SampleEstateTests(WrittenEstate estate)
{
    [Fact]
    public void It_is_of_the_size_of_a_real_estate()
    {
        int datasets = Jobs.All.SelectMany(j => j.Outputs.Concat(j.Inputs.Select(i => i.Dataset))).Concat(Jobs.Arrivals.Select(a => a.Dataset)).Distinct().Count();

        Assert.InRange(Jobs.All.Select(j => j.Group.Length > 0 ? j.Group : j.Name).Distinct().Count(), 40, 50);
        Assert.InRange(datasets, 110, 130);
        Assert.InRange(estate.Truth.Runs.Count, 20_000, 30_000);
        Assert.InRange(estate.Truth.Faults.Count, 18, 24);
        Assert.True(estate.Truth.Faults.Select(f => f.Kind).Distinct().Count() >= 10);
        Assert.Equal(4, estate.Bill.Select(r => r["SubAccountId"]).Distinct().Count());
        Assert.Equal(4, Jobs.All.Select(j => j.Team).Distinct().Count());
    }

    [Fact]
    public void The_same_options_give_the_same_bytes()
    {
        string again = Directory.CreateTempSubdirectory("sample-again-").FullName;
        SampleEstate.Write(again, new SampleOptions(), null, TestContext.Current.CancellationToken);

        Assert.Equal(Digest(estate.Folder), Digest(again));
        Directory.Delete(again, true);
    }

    [Fact]
    public void Nothing_reads_what_a_later_job_writes_and_every_dataset_has_one_writer()
    {
        HashSet<Dataset> written = [.. Jobs.Arrivals.Select(a => a.Dataset)];
        HashSet<Dataset> all = [.. Jobs.All.SelectMany(j => j.Outputs)];
        foreach (Job job in Jobs.All)
        {
            Assert.All(job.Inputs, i => Assert.True(written.Contains(i.Dataset) || !all.Contains(i.Dataset)));
            Assert.All(job.Outputs, d => Assert.True(written.Add(d)));
        }
    }

    [Fact]
    public void Every_event_is_a_run_event_nearly_in_the_order_of_time()
    {
        int late = 0;
        int count = 0;
        DateTimeOffset last = estate.Truth.From;
        HashSet<string> lines = [];
        foreach (string line in estate.EventLines())
        {
            using JsonDocument one = JsonDocument.Parse(line);
            DateTimeOffset time = one.RootElement.GetProperty("eventTime").GetDateTimeOffset();
            Assert.Equal('7', one.RootElement.GetProperty("run").GetProperty("runId").GetGuid().ToString()[14]);
            Assert.StartsWith("https://openlineage.io/spec/2-0-2/", one.RootElement.GetProperty("schemaURL").GetString(), StringComparison.Ordinal);
            Assert.InRange(time, estate.Truth.From, estate.Truth.To);
            late += time < last.AddSeconds(-1) ? 1 : 0;
            last = time > last ? time : last;
            count++;
            lines.Add(line);
        }

        Assert.InRange(late, count / 500, count / 50);
        Assert.InRange(count - lines.Count, count / 500, count / 100);
    }

    [Fact]
    public void Every_run_of_the_events_and_of_the_csv_is_in_the_truth_and_no_other()
    {
        IEnumerable<string> seen = estate.Runs.Select(r => $"{r.Job} {r.Id}").Concat(estate.Csv("runs").Select(r => $"job:{r["job"]} {r["run_id"]}"));

        Assert.Equal([.. seen.Order(StringComparer.Ordinal)], estate.Truth.Runs.Select(r => $"{r.Job} {r.RunId}").Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public void Plain_files_and_dbt_artifacts_can_be_read()
    {
        Assert.All(estate.Csv("updates"), r => Assert.True(DateTimeOffset.Parse(r["time"]) < estate.Truth.To && long.Parse(r["rows"]) > 0));
        Assert.All(estate.Csv("points"), r => Assert.True(double.IsFinite(double.Parse(r["value"]))));
        Assert.All(estate.Csv("lag"), r => Assert.True(long.Parse(r["lag"]) >= 0));
        string[] dbt = Directory.GetFiles(Path.Combine(estate.Folder, "dbt"));
        Assert.Equal(120, dbt.Length);
        foreach (string file in dbt)
        {
            using JsonDocument one = JsonDocument.Parse(File.ReadAllText(file));
            Assert.True(one.RootElement.GetProperty("results").GetArrayLength() > 0);
        }
    }

    [Fact]
    public void Truth_reads_back_as_it_was_written()
    {
        Truth read = Truth.Read(Path.Combine(estate.Folder, "truth.json"));

        Assert.Equal(JsonSerializer.Serialize(estate.Truth), JsonSerializer.Serialize(read));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(estate.Folder, "truth.json")));
        Assert.Equal(["seed", "from", "to", "faults", "lookalikes", "runs"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["job", "run_id", "cost"], json.RootElement.GetProperty("runs")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["id", "kind", "subject", "begin", "end", "members", "impacted", "dollars", "currency"], json.RootElement.GetProperty("faults")[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void Any_seed_and_length_gives_an_estate() => Gen.Select(Gen.Int, Gen.Int[1, 12]).Sample(
        (seed, days) =>
        {
            string folder = Directory.CreateTempSubdirectory("sample-any-").FullName;
            Truth truth = SampleEstate.Write(folder, new SampleOptions { Seed = seed, Days = days });
            Directory.Delete(folder, true);
            Assert.All(truth.Faults, f => Assert.True(truth.From <= f.Begin && f.Begin <= f.End));
        },
        iter: 12);

    [Fact]
    public void Faults_of_one_subject_do_not_overlap_and_lie_between_history_and_the_last_two_days() => Gen.Select(Gen.Int, Gen.Int[3, 90]).Sample(
        (seed, days) =>
        {
            SampleOptions options = new() { Seed = seed, Days = days };
            Fault[] faults = [.. FaultPlan.Make(options).Faults.Where(f => !f.Kind.StartsWith("waste:", StringComparison.Ordinal))];
            Assert.All(faults, f => Assert.True(f.First >= FaultWindow.From(options) && f.Last < FaultWindow.To(options)));
            foreach (Fault one in faults)
            {
                Assert.DoesNotContain(faults, other => other != one && other.Subject == one.Subject && other.First <= one.Last && one.First <= other.Last);
            }

            Assert.Equal(faults.Length, faults.Select(f => f.Id).Distinct().Count());
        },
        iter: 60);

    [Fact]
    public void At_sixty_days_every_seed_has_every_kind() => Gen.Int.Sample(
        seed => Assert.Equal(10, FaultPlan.Make(new SampleOptions { Seed = seed }).Faults.Select(f => f.Kind).Distinct().Count()),
        iter: 40);

    private static string[] Digest(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(folder, f) + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))))];
}
