namespace Observability.Core.Configuration;

/// <summary>Resolves references. The composition root says how to read the environment and files.</summary>
/// <param name="variable">Value of an environment variable; null when it is not set.</param>
/// <param name="file">Text of a file; null when it cannot be read.</param>
/// <param name="vault">A secret of the key vault; null when it cannot be read. Without it, there is no vault.</param>
public sealed class Secrets(Func<string, string?> variable, Func<string, string?> file, Func<string, string?>? vault = null)
{
    /// <summary>The value without surrounding white space, or null when it is missing or empty.</summary>
    public string? Resolve(SecretReference reference)
    {
        string? value = reference switch
        {
            { Variable: { } name } => variable(name),
            { Path: { } path } => file(path),
            { InVault: { } name } => vault?.Invoke(name),
            _ => reference.Text,
        };
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
