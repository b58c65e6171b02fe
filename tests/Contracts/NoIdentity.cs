using Azure.Core;
using Azure.Identity;

namespace Observability.Contracts;

/// <summary>An identity that is not to be had, as on a machine without one, or while its endpoint is away.</summary>
internal sealed class NoIdentity : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException("no managed identity endpoint\nsee the docs");

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new CredentialUnavailableException("no managed identity endpoint\nsee the docs");
}
