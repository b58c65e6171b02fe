namespace Observability.Web.Layout;

/// <summary>What a list page was asked for.</summary>
/// <param name="Page">From 1.</param>
public sealed record ListFilter(string? Text, string? State, string? Owner, int Page)
{
    public const int PageRows = 50;

    public bool Takes(string name, string? owner) =>
        (string.IsNullOrWhiteSpace(Text) || name.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(Owner) || owner == Owner);

    public static int PagesOf(int rows) => Math.Max(1, (rows + PageRows - 1) / PageRows);
}
