using Azure.Core;

namespace Observability.Integration.AzureMonitor;

/// <summary>Gives tokens <c>token-1</c>, <c>token-2</c> and so on.</summary>
/// <param name="lifetime">How long each is said to hold.</param>
internal sealed class FakeCredential(TimeSpan lifetime) : TokenCredential
{
    private int _given;

    public List<string> Scopes { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        Scopes.AddRange(requestContext.Scopes);
        return new($"token-{++_given}", TimeProvider.System.GetUtcNow() + lifetime);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
