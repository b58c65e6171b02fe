using System.Text.Json;
using Observability.Sample;

namespace Observability.Unit.Sample;

/// <summary>One estate, written and read back with nothing of the generator's own: what is in the files is what counts.</summary>
public sealed class WrittenEstate : IDisposable
{
    private readonly Lazy<IReadOnlyList<SeenRun>> _runs;
    private readonly Lazy<IReadOnlyList<Dictionary<string, string>>> _bill;

    public WrittenEstate()
    {
        Truth = SampleEstate.Write(Folder, new SampleOptions());
        _runs = new(() => [.. SeenRun.From(EventLines().Select(line => JsonDocument.Parse(line).RootElement))]);
        _bill = new(() => LatestBill(Folder));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("sample-estate-").FullName;

    public Truth Truth { get; }

    public IReadOnlyList<SeenRun> Runs => _runs.Value;

    /// <summary>FOCUS rows; of a day and subscription that was delivered twice, those of the later file.</summary>
    public IReadOnlyList<Dictionary<string, string>> Bill => _bill.Value;

    public IEnumerable<string> EventLines() => Directory.GetFiles(Path.Combine(Folder, "openlineage")).Order(StringComparer.Ordinal).SelectMany(File.ReadLines);

    public IEnumerable<SeenRun> RunsOf(TrueFault fault) => Runs.Where(r => r.Job == fault.Subject);

    public IEnumerable<SeenRun> During(TrueFault fault) => RunsOf(fault).Where(r => r.Start >= fault.Begin.AddHours(-3) && r.Start < fault.End);

    public IReadOnlyList<Dictionary<string, string>> Csv(string name) => CsvRows.Read(Path.Combine(Folder, name, name + ".csv"));

    public void Dispose() => Directory.Delete(Folder, true);

    private static List<Dictionary<string, string>> LatestBill(string folder)
    {
        Dictionary<(string, string), List<Dictionary<string, string>>> latest = [];
        foreach (string file in Directory.GetFiles(Path.Combine(folder, "focus")).Order(StringComparer.Ordinal))
        {
            foreach (IGrouping<(string, string), Dictionary<string, string>> day in CsvRows.Read(file).GroupBy(r => (r["ChargePeriodStart"], r["SubAccountId"])))
            {
                latest[day.Key] = [.. day];
            }
        }

        return [.. latest.Values.SelectMany(rows => rows)];
    }
}
