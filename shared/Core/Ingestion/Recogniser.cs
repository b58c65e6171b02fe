namespace Observability.Core.Ingestion;

/// <summary>Tells by content which format an input is of.</summary>
public static class Recogniser
{
    /// <summary>The first format that knows its own in <paramref name="head"/>; null when none does, which is no error: licences, schemas and notes lie among data.</summary>
    public static IFormat? Find(Head head, IReadOnlyList<IFormat> formats)
    {
        Head text = head with { Bytes = Utf8Input.Head(head.Bytes) };
        return text.Bytes.IsEmpty ? null : formats.FirstOrDefault(format => format.Recognises(text));
    }
}
