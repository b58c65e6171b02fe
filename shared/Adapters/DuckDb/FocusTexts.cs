namespace Observability.Adapters.DuckDb;

/// <summary>Texts of a charge that are kept as one, parted by <see cref="FocusTexts.Separator"/>.</summary>
/// <param name="Column">Column of the table of sums.</param>
/// <param name="Fields">What it holds, by our names, in order.</param>
internal sealed record JoinedTexts(string Column, params string[] Fields)
{
    /// <summary>The texts of one charge as the scan joins them.</summary>
    public string Of(Func<string, string> text) =>
        string.Join(FocusTexts.Separator, Fields.Select(field => text(field).Replace(FocusTexts.Separator, ' ')));
}

/// <summary>Which texts of a charge go together: those that say whose it is, those that few charges differ in, and those of its resource.</summary>
internal static class FocusTexts
{
    /// <summary>Unit separator (ISO 646): a bill that holds one in its texts gets a space for it.</summary>
    public const char Separator = '\u001F';

    public static readonly JoinedTexts Owner = new("Owner", "Account", "SubAccount");

    public static readonly JoinedTexts Texts = new("Texts", "Provider", "Service", "Category", "Region", "ChargeCategory", "Meter", "Currency", "Unit", "SubAccountName");

    public static readonly JoinedTexts Resource = new("Resource", "ResourceId", "ResourceName");

    public static IReadOnlyList<JoinedTexts> All { get; } = [Owner, Texts, Resource];
}
