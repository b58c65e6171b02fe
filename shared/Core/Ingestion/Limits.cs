namespace Observability.Core.Ingestion;

/// <summary>Limits on what comes from outside.</summary>
public static class Limits
{
    /// <summary>Longest record, in bytes. A longer one is rejected with its place; the rest of the input goes on.</summary>
    public const int RecordBytes = 8 * 1024 * 1024;

    /// <summary>What is kept of a record that is too long to be kept, in bytes.</summary>
    public const int KeptOfTooLong = 64 * 1024;

    /// <summary>Longest name of a job, a dataset, a run or an owner, in characters.</summary>
    public const int NameLength = 2048;

    /// <summary>Deepest nesting of JSON.</summary>
    public const int Depth = 64;

    /// <summary>Bytes of an input that a recogniser looks at.</summary>
    public const int HeadBytes = 64 * 1024;
}
