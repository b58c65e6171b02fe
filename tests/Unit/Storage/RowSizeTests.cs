using System.Text.Json;
using CsCheck;
using Observability.Core.Storage;

namespace Observability.Unit.Storage;

public sealed class RowSizeTests
{
    [Fact]
    public void A_row_is_counted_as_Azure_counts() => Assert.Equal(
        4 + (2 * 4) + 34 + (8 + 8 + 4 + 6) + (8 + 2 + 8) + (8 + 2 + 1) + (8 + 2 + 4 + 3),
        RowSize.Stored("pp", "kk", new Dictionary<string, object> { ["Text"] = "abc", ["N"] = 1L, ["B"] = true, ["R"] = new byte[3] }));

    [Fact]
    public void The_size_in_a_batch_is_never_less_than_the_JSON_that_travels() =>
        Gen.Select(Gen.String[Gen.Char['\0', '\ud7ff'], 0, 300], Gen.Byte.Array[0, 3000]).Sample((text, bytes) =>
        {
            Dictionary<string, object> values = new() { ["Text"] = text, ["Bytes"] = bytes };
            return RowSize.InBatch("p", new Write.Put("k", values)) >= JsonSerializer.SerializeToUtf8Bytes(values).Length;
        });
}
