using Observability.Core.Primitives;

namespace Observability.Unit.Primitives;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("ask jane.doe@example.com", "ask [redacted]")]
    [InlineData("cloning https://abcdefghijklmnop@dev.example.com/x", "cloning https://[redacted]/x")]
    [InlineData("abfss://landing@account.dfs.core.windows.net/fx/rates has no new data", "abfss://landing@account.dfs.core.windows.net/fx/rates has no new data")]
    [InlineData("wasbs://raw@account.blob.core.windows.net/a, jane@example.com", "wasbs://raw@account.blob.core.windows.net/a, [redacted]")]
    [InlineData("postgres://user:secret@db/x", "postgres://[redacted]@db/x")]
    public void Addresses_and_credentials_go_and_names_of_lakes_stay(string text, string kept) => Assert.Equal(kept, Redaction.Of(text));
}
