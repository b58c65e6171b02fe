using System.IO.Compression;
using System.Text;
using Observability.Adapters.DuckDb;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Observability.Unit.Ingestion;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Adapters;

public sealed class FocusCsvTests : IDisposable
{
    private const string Header = "BillingAccountId,SubAccountId,SubAccountName,ChargePeriodStart,ChargePeriodEnd,ServiceName,ResourceId,BillingCurrency,BilledCost,EffectiveCost,ConsumedQuantity,ConsumedUnit,Tags\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("obs-focus-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Charges_are_summed_by_account_sub_account_and_day()
    {
        List<Record> records = await Read("bill.csv", Header + """"
            a,s1,One,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r1,USD,0.1,0.2,1,Hour,"{""b"":""2"",""a"":1}"
            a,s1,One,2026-11-01T23:00:00Z,2026-11-02T00:00:00Z,VM,r1,USD,0.2,0.1,2,Hour,"{""b"":""2"",""a"":1}"
            a,s1,One,2026-11-02 00:00:00,2026-11-02 01:00:00,VM,r1,USD,1,1,NULL,NULL,not json
            a,NULL,,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,,USD,5,,,,

            """");

        Assert.All(records, record => Assert.Null(record.Problem));
        LedgerFact[] facts = [.. records.Select(record => (LedgerFact)record.Facts[0])];
        Assert.Equal([("", "(none)", 1), ("s1", "One", 1), ("s1", "One", 2)], facts.Select(fact => (fact.SubAccount, fact.SubAccountName, fact.Day.Day)));
        Assert.Equal([1, 2, 1], records.Select(record => record.Count));
        LedgerLine line = Assert.Single(facts[1].Lines);
        Assert.Equal((0.3m, 0.3m, 3.0, "Hour", "USD", "VM"), (line.Billed, line.Effective, line.Quantity, line.Unit, line.Currency, line.Service));
        Assert.Equal([new("a", "1"), new("b", "2")], line.Tags);
        Assert.Equal((5m, 5m), (facts[0].Lines[0].Billed, facts[0].Lines[0].Effective));
        Assert.Empty(facts[2].Lines[0].Tags);
        Assert.Equal(DateTimeOffset.Parse("2026-11-02T01:00:00Z"), facts[0].AsOf);
        Assert.Equal(facts[0].Part, facts[0].Delivery);
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_place_and_costs_its_row_only()
    {
        List<Record> records = await Read("bill.csv", Header + """
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r,USD,n/a,1,1,h,
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r,USD,1,1,1,h,
            a,s,S,yesterday,2026-11-01 01:00:00,VM,r,USD,1,1,1,h,
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM
            a,s,S,,2026-11-01 01:00:00,VM,r,USD,1,1,1,h,
            a,s,S,0001-01-01 00:00:00,2026-11-01 01:00:00,VM,r,USD,1,1,1,h,
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r,USD,,,1,h,
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r,USD,"$1,000.50 ",2,1,h,

            """);

        Assert.Equal(
            """
            bill.csv:2:56 BilledCost: expected an amount below 10^12, found "n/a"
            bill.csv:4:7 ChargePeriodStart: expected a time like 2026-11-22T06:00:00Z in the years 1970 to 2100, found "yesterday"
            bill.csv:5:1 record: expected 13 fields, found 6
            bill.csv:6:7 ChargePeriodStart: missing
            bill.csv:7:7 ChargePeriodStart: expected a time like 2026-11-22T06:00:00Z in the years 1970 to 2100, found "0001-01-01 00:00:00"
            bill.csv:8:57 EffectiveCost: missing
            0: 1
            """,
            records.Outcome());
        LedgerFact fact = (LedgerFact)records[^1].Facts[0];
        Assert.Equal((2L, 1001.50m, 3m), (fact.Charges, fact.Lines.Sum(line => line.Billed), fact.Lines.Sum(line => line.Effective)));
        Assert.Single(fact.Lines);
    }

    [Fact]
    public async Task Amounts_are_exact_however_they_are_written()
    {
        string[] amounts = ["0.1", "0.2", "12345.6789012345678", "9999.99999999999999", "0.0000000000000001", "1.23456789012E-5", "1e3", "-0.30000000000001", "999999999999.9999", "+7", ".5", "3."];
        decimal expected = amounts.Sum(amount => decimal.Round(decimal.Parse(amount, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture), 16));

        List<Record> records = await Read("bill.csv", Header + string.Concat(amounts.Select(amount => $"a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r,USD,{amount},{amount},1,h,\n")));

        LedgerLine line = Assert.Single(((LedgerFact)Assert.Single(records).Facts[0]).Lines);
        Assert.Equal((expected, expected, 12L), (line.Billed, line.Effective, records[0].Count));
    }

    [Fact]
    public async Task A_text_that_holds_the_character_that_parts_joined_texts_stays_in_its_field()
    {
        List<Record> records = await Read("bill.csv", Header + """
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,V\u001FM,r,USD,1,1,1,h,
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r\u001F,USD,1,1,1,h,
            a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,,USD,1,1,1,h,
            a\u001Fs,,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,,USD,$1,1,1,h,

            """.Replace("\\u001F", "\u001F", StringComparison.Ordinal));

        LedgerFact[] facts = [.. records.Select(record => (LedgerFact)record.Facts[0])];
        Assert.Equal([("a", "s"), ("a s", "")], facts.Select(fact => (fact.BillingAccount, fact.SubAccount)));
        Assert.Equal([("V M", "r"), ("VM", ""), ("VM", "r ")], facts[0].Lines.Select(line => (line.Service, line.ResourceId)).Order());
    }

    [Fact]
    public async Task A_truncated_archive_gives_what_can_be_read_of_it()
    {
        StringBuilder text = new(Header);
        for (int row = 0; row < 20_000; row++)
        {
            text.Append($"a,s,S,2026-11-01 00:00:00,2026-11-01 01:00:00,VM,r{row * 7919L % 100_003},USD,{row % 97}.5,1,1,h,\n");
        }

        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }

        Assert.Equal(20_000, (await Read("whole.csv.gz", packed.ToArray())).Sum(record => record.Count));
        List<Record> cut = await Read("cut.csv.gz", packed.ToArray()[..(int)(packed.Length / 2)]);

        Assert.True(cut.Where(record => record.Problem is null).Sum(record => record.Count) > 1000);
        Assert.Contains(cut, record => record.Problem?.Problem.StartsWith("cannot be read further", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("x/20261105T031200Z/bill.csv", "2026-11-05T03:12:00Z")]
    [InlineData("x/20261101-20261130/202611050312/g/part_0_0001.csv", "2026-11-05T03:12:00Z")]
    [InlineData("x/BILLING_PERIOD=2026-11/2026-11-05T03:12:01.500Z-abc/data-00001.csv.gz", "2026-11-05T03:12:01Z")]
    [InlineData("x/2026-11-05/bill.csv", "2026-11-05T00:00:00Z")]
    [InlineData("x/date=2026-11-05/bill.csv", null)]
    [InlineData("x/20261101-20261130/bill.csv", null)]
    [InlineData("x/2026-11-01_2026-11-30/bill.csv", null)]
    public void A_path_tells_when_a_bill_was_stated_only_where_it_cannot_mean_two_things(string path, string? asOf)
    {
        DateTimeOffset last = DateTimeOffset.Parse("2026-12-01T00:00:00Z");

        Assert.Equal(asOf is null ? last : DateTimeOffset.Parse(asOf), DeliveryName.Of(path, "hash", last).AsOf);
    }

    [Fact]
    public void Parts_of_one_export_are_one_delivery()
    {
        DateTimeOffset any = DateTimeOffset.UnixEpoch;

        Assert.Equal(DeliveryName.Of("a/run7/part_0_0001.csv", "h1", any).Delivery, DeliveryName.Of("a/run7/part_1_0001.csv", "h2", any).Delivery);
        Assert.NotEqual(DeliveryName.Of("a/run7/part_0_0001.csv", "h1", any).Delivery, DeliveryName.Of("a/run8/part_0_0001.csv", "h1", any).Delivery);
        Assert.Equal("h1", DeliveryName.Of("a/run7/november.csv", "h1", any).Delivery);
    }

    [Theory]
    [InlineData(Header, true)]
    [InlineData("ChargePeriodStart,EffectiveCost,ChargeCategory\n", true)]
    [InlineData("lineItem/UsageStartDate,lineItem/UnblendedCost\n", false)]
    [InlineData("Date,ServiceName,CostInBillingCurrency,BillingCurrency\n", false)]
    public void Bills_are_known_by_their_columns(string text, bool expected) =>
        Assert.Equal(expected, new FocusCsv().Recognises(Reading.Head(text)));

    private Task<List<Record>> Read(string file, string text) => Read(file, Encoding.UTF8.GetBytes(text));

    private async Task<List<Record>> Read(string file, byte[] bytes)
    {
        string path = Path.Combine(_folder, file);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        List<Record> records = [];
        await foreach (Record record in new FocusCsv().ReadAsync(InputFile.Of(path, file), TestContext.Current.CancellationToken))
        {
            records.Add(record);
        }

        return records;
    }
}
