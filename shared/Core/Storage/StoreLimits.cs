namespace Observability.Core.Storage;

/// <summary>What Azure Tables takes, and so what every store takes.</summary>
/// <remarks>Source: Microsoft, <i>Understanding the Table service data model</i> and <i>Performing entity group transactions</i>, 2023.</remarks>
public static class StoreLimits
{
    /// <summary>Rows in one batch.</summary>
    public const int BatchRows = 100;

    /// <summary>Bytes of one batch as it travels to Azure: see <see cref="RowSize.InBatch"/>.</summary>
    public const int BatchBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of one row as Azure counts them: see <see cref="RowSize.Stored"/>.</summary>
    public const int RowBytes = 1024 * 1024;

    /// <summary>Bytes of one property: 65,536 of binary, or 32,768 UTF-16 characters.</summary>
    public const int PropertyBytes = 64 * 1024;

    /// <summary>Properties of a row beside the two keys and Azure's timestamp.</summary>
    public const int Properties = 252;

    /// <summary>Characters of a partition key or of a row key.</summary>
    public const int KeyChars = 512;

    /// <summary>Characters of a property's name.</summary>
    public const int NameChars = 255;

    /// <summary>The earliest time a property can hold.</summary>
    public static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
