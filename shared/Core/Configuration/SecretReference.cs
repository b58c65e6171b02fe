using System.Text.Json.Serialization;

namespace Observability.Core.Configuration;

/// <summary>Where a secret is: <c>env:NAME</c>, <c>file:PATH</c> or <c>vault:NAME</c>. Anything else is a literal, allowed only where it tells nothing.</summary>
[JsonConverter(typeof(SecretReferenceConverter))]
public sealed record SecretReference(string Text)
{
    private const string Env = "env:";
    private const string File = "file:";
    private const string Vault = "vault:";

    public string? Variable => Text.StartsWith(Env, StringComparison.Ordinal) ? Text[Env.Length..] : null;

    /// <summary>A path on this machine; <c>file://…</c> is no reference.</summary>
    public string? Path =>
        Text.StartsWith(File, StringComparison.Ordinal) && !Text.StartsWith("file://", StringComparison.Ordinal) ? Text[File.Length..] : null;

    /// <summary>Name of a secret in the key vault of the service.</summary>
    public string? InVault => Text.StartsWith(Vault, StringComparison.Ordinal) ? Text[Vault.Length..] : null;

    public bool IsLiteral => Variable is null && Path is null && InVault is null;

    /// <summary>The reference; a literal is not shown.</summary>
    public override string ToString() => IsLiteral ? "(literal)" : Text;
}
