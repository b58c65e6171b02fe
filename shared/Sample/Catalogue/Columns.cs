namespace Observability.Sample.Catalogue;

/// <summary>Columns of a dataset: a key named after it, and some of a common stock.</summary>
internal static class Columns
{
    private static readonly (string Name, string Type)[] Stock =
    [
        ("customer_id", "bigint"), ("order_date", "date"), ("amount", "decimal(18,2)"), ("currency", "string"), ("country", "string"), ("status", "string"),
        ("quantity", "int"), ("channel", "string"), ("created_at", "timestamp"), ("region", "string"), ("discount_pct", "double"), ("source_system", "string"),
    ];

    public static IReadOnlyList<(string Name, string Type)> Of(Dataset dataset)
    {
        Dice dice = Dice.For(0, dataset.FullName);
        int skip = dice.Whole(0, 5);
        string key = dataset.Name[(dataset.Name.LastIndexOfAny(['/', '.']) + 1)..];
        return [(key.TrimEnd('s') + "_id", "bigint"), .. Stock.Skip(skip).Take(dice.Whole(4, 7)), ("updated_at", "timestamp")];
    }
}
