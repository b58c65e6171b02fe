using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>An Azure resource in the words of the <c>az</c> command line.</summary>
internal static class AzureFlags
{
    /// <summary><c>--subscription S --resource-group G</c>, quoted.</summary>
    public static string Where(this AzureId id) => $"--subscription {ShellText.Quote(id.Subscription)} --resource-group {ShellText.Quote(id.Group)}";
}
