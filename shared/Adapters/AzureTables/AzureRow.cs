using Azure;
using Azure.Data.Tables;
using Observability.Core.Storage;

namespace Observability.Adapters.AzureTables;

/// <summary>Our rows and writes as Azure's entities and actions.</summary>
internal static class AzureRow
{
    public static Row ToRow(TableEntity entity)
    {
        Dictionary<string, object> values = new(entity.Count, StringComparer.Ordinal);
        foreach ((string name, object? value) in entity)
        {
            if (value is not null && name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
            {
                values[name] = FromAzure(value);
            }
        }

        return new Row(entity.PartitionKey, entity.RowKey, values, entity.ETag.ToString());
    }

    public static TableTransactionAction ToAction(string partition, Write write)
    {
        TableEntity entity = new(partition, write.Key);
        foreach ((string name, object value) in write.Values() ?? new Dictionary<string, object>())
        {
            entity[name] = ToAzure(StoredValue.Of(value));
        }

        return write switch
        {
            Write.Insert => new(TableTransactionActionType.Add, entity),
            Write.Replace replace => new(TableTransactionActionType.UpdateReplace, entity, new ETag(replace.ETag)),
            Write.Put => new(TableTransactionActionType.UpsertReplace, entity),
            Write.Delete delete => new(TableTransactionActionType.Delete, entity, delete.ETag is string etag ? new ETag(etag) : ETag.All),
            _ => throw new ArgumentException($"no such write: {write}", nameof(write)),
        };
    }

    // JSON on the way drops the sign of a negative zero. We write no Int32 otherwise, so an Int32 is one.
    private static object ToAzure(object value) => value is double number and 0 && double.IsNegative(number) ? 0 : value;

    private static object FromAzure(object value) => value switch
    {
        int => -0.0,
        BinaryData binary => binary.ToArray(),
        _ => value,
    };
}
