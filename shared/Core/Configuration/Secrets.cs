namespace Observability.Core.Configuration;

/// <summary>Resolves references. The composition root says how to read the environment and files.</summary>
/// <param name="variable">Value of an environment variable; null when it is not set.</param>
/// <param name="file">Text of a file; null when it cannot be read.</param>
public sealed class Secrets(Func<string, string?> variable, Func<string, string?> file)
{
    /// <summary>The value without surrounding white space, or null when it is missing or empty.</summary>
    public string? Resolve(SecretReference reference)
    {
        string? value = reference switch
        {
            { Variable: { } name } => variable(name),
            { Path: { } path } => file(path),
            _ => reference.Text,
        };
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
