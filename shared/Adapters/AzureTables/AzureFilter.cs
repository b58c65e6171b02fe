using Azure.Data.Tables;
using Observability.Core.Storage;

namespace Observability.Adapters.AzureTables;

/// <summary>Ranges as OData filters; values are quoted by the SDK alone.</summary>
internal static class AzureFilter
{
    /// <summary>Null: everything.</summary>
    public static string? Of(KeyRange range)
    {
        List<string> terms = [];
        if (range.Partition is string partition)
        {
            terms.Add(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"));
        }

        if (!string.IsNullOrEmpty(range.From))
        {
            terms.Add(TableClient.CreateQueryFilter($"RowKey ge {range.From}"));
        }

        if (range.To is string to)
        {
            terms.Add(TableClient.CreateQueryFilter($"RowKey lt {to}"));
        }

        return terms.Count == 0 ? null : string.Join(" and ", terms);
    }

    /// <summary>Null: every table. <c>{</c> is greater than any letter.</summary>
    public static string? OfTables(string prefix) =>
        prefix.Length == 0 ? null : TableClient.CreateQueryFilter($"TableName ge {prefix} and TableName lt {prefix + "{"}");
}
