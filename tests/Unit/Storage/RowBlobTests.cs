using CsCheck;
using Observability.Adapters.Sqlite;

namespace Observability.Unit.Storage;

public sealed class RowBlobTests
{
    private static readonly Gen<object> s_value = Gen.OneOf<object>(
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 300].Select(value => (object)value),
        Gen.Bool.Select(value => (object)value),
        Gen.Long.Select(value => (object)value),
        Gen.Double.Select(value => (object)value),
        Gen.Long[0, DateTime.MaxValue.Ticks].Select(ticks => (object)new DateTimeOffset(ticks, TimeSpan.Zero)),
        Gen.Byte.Array[0, 300].Select(value => (object)value));

    [Fact]
    public void Any_values_come_back_through_the_blob() =>
        s_value.Array[0, 20].Sample(values =>
        {
            Dictionary<string, object> row = values.Select((value, i) => ($"Name{i}", value)).ToDictionary(pair => pair.Item1, pair => pair.value);
            ByteWriter bytes = new(1);
            RowBlob.Write(ref bytes, row);

            IReadOnlyDictionary<string, object> back = RowBlob.Read(bytes.Buffer.AsSpan(0, bytes.Length), new NameCache());

            Assert.Equal(row.Keys, back.Keys);
            Assert.All(row, pair => Assert.Equal(pair.Value, back[pair.Key]));
        });

    [Fact]
    public void A_name_that_was_read_before_is_the_same_string()
    {
        NameCache names = new();

        Assert.Same(names.Get("Duration"u8), names.Get("Duration"u8));
        Assert.Equal("Rows", names.Get("Rows"u8));
    }

    [Fact]
    public void A_blob_with_an_unknown_tag_is_refused() =>
        Assert.Throws<InvalidDataException>(() => RowBlob.Read([1, 99, 1, (byte)'A'], new NameCache()));
}
