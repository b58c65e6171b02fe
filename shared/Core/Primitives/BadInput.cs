namespace Observability.Core.Primitives;

/// <summary>One thing wrong at one place in one input. A value, not an exception: three bad rows give three of these.</summary>
/// <param name="Source">File path as given, or the name of the sender.</param>
/// <param name="Line">1-based line; 0 when the input has no lines.</param>
/// <param name="Column">1-based character column of the field; 0 when unknown.</param>
/// <param name="Field">The field, or empty when the record as a whole is meant.</param>
/// <param name="Problem">What is wrong, in one line.</param>
public sealed record BadInput(string Source, long Line, long Column, string Field, string Problem)
{
    /// <summary><c>export.csv:17:42 BilledCost: expected a decimal, found "n/a"</c>; terminals and editors make it a link. Without a line: <c>export.csv: no permission</c>.</summary>
    public override string ToString() => (Line, Field.Length) switch
    {
        (0, 0) => $"{Source}: {Problem}",
        (0, _) => $"{Source} {Field}: {Problem}",
        _ => $"{Source}:{Line}:{Column} {(Field.Length == 0 ? "record" : Field)}: {Problem}",
    };
}
