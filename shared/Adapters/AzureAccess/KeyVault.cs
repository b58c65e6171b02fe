using Azure;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;

namespace Observability.Adapters.AzureAccess;

/// <summary>Secrets of a key vault, read as an identity with the role Key Vault Secrets User.</summary>
public static class KeyVault
{
    /// <param name="address">For example <c>https://NAME.vault.azure.net</c>; null: there is no vault.</param>
    /// <returns>Gives null for what is not there or cannot be read, as for any reference.</returns>
    public static Func<string, string?>? At(string? address, Func<TokenCredential> credential)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? vault) || vault.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        Lazy<SecretClient> client = new(() => new SecretClient(vault, credential()));
        return name =>
        {
            try
            {
                return client.Value.GetSecret(name).Value.Value;
            }
            catch (Exception e) when (e is RequestFailedException or ArgumentException || AzureAnswer.OfTrouble(e, name, default) is not null)
            {
                return null;
            }
        };
    }
}
