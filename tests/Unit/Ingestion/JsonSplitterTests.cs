using System.Text;
using CsCheck;
using Observability.Core.Ingestion.Json;
using Observability.Core.Ingestion.OpenLineage;
using Observability.Core.Primitives;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Ingestion;

public sealed class JsonSplitterTests
{
    private const string Event =
        """{"eventTime":"2026-11-01T06:00:00Z","eventType":"FAIL","run":{"runId":"r1","facets":{"errorMessage":{"message":"a \"b\" é \\"}}},"job":{"namespace":"ns","name":"load"},"outputs":[{"namespace":"d","name":"t"}]}""";

    private static readonly Gen<string> Json = Gen.String[Gen.Char["{}[],:\"\\ \n1aé"], 0, 60];

    [Fact]
    public void Pieces_do_not_depend_on_how_the_bytes_are_chunked() =>
        Gen.Select(Json, Gen.Int[1, 9], Gen.Bool).Sample((text, chunk, inside) =>
            Pieces(text, chunk, inside ? "a" : null) == Pieces(text, 1000, inside ? "a" : null));

    [Fact]
    public void No_byte_that_is_no_white_space_or_comma_is_lost() =>
        Json.Sample(text => Solid(string.Concat(Split(text, 1000, null).Select(piece => Encoding.UTF8.GetString(piece.Bytes.Span)))) == Solid(text));

    [Fact]
    public void Every_place_is_where_its_piece_stands() =>
        Json.Sample(text => Split(text, 5, null).Where(piece => piece.Bytes.Length > 0).All(piece =>
            text.Split('\n')[(int)piece.Line - 1][((int)piece.Column - 1)..].StartsWith(Encoding.UTF8.GetString(piece.Bytes.Span).Split('\n')[0], StringComparison.Ordinal)));

    [Fact]
    public void Good_lines_survive_bad_ones()
    {
        Gen<string> bad = Gen.Select(Gen.Int[1, Event.Length - 1], Gen.Int[0, 1]).Select((cut, _) => Event[..cut]);
        Gen.Bool.Array[1, 12].SelectMany(good => bad.Array[good.Length].Select(broken => good.Zip(broken, (ok, line) => ok ? Event : line).ToArray())).Sample(lines =>
            Split(string.Join('\n', lines), 64, null).Count(piece => piece.Kind == JsonPieceKind.Document) == lines.Count(line => line == Event));
    }

    [Fact]
    public void The_list_inside_an_envelope_is_split_and_the_envelope_given_back()
    {
        List<JsonPiece> pieces = Split("""{"meta":{"results":[0]},"results":[{"a":1}, {"b":[2]}],"end":[3]}""", 7, "results");

        Assert.Equal(
            ["""Opening {"meta":{"results":[0]},"results":""", """Document {"a":1}""", """Document {"b":[2]}""", """Closing {"meta":{"results":[0]},"results":[],"end":[3]}"""],
            pieces.Select(piece => $"{piece.Kind} {Encoding.UTF8.GetString(piece.Bytes.Span)}"));
    }

    [Fact]
    public void Reading_never_throws_on_what_was_broken_on_the_way()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', Event, Event, "[" + Event + "," + Event + "]"));
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            byte[] broken = [.. text];
            foreach ((int at, byte value) in changes)
            {
                broken[at] = value;
            }

            List<Record> records = new OpenLineageFormat().Read(broken, "in", 100).GetAwaiter().GetResult();
            return records.Count > 0 && records.All(record => record.Problem is not null || record.Facts.Count > 0);
        });
    }

    [Theory]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}", -1)]
    [InlineData("{\"a\":\"\\\\ud83d\"}", -1)]
    [InlineData("{\"a\":\"\\ude00\"}", 6)]
    [InlineData("{\"a\":\"\\ud83dx\"}", 6)]
    public void Half_a_character_is_found(string json, int at) => Assert.Equal(at, JsonCheck.FirstBad(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("x Bearer abcdefgh12345678 y", "x Bearer [redacted] y")]
    [InlineData("https://bob:pw@host/x", "https://[redacted]@host/x")]
    [InlineData("AccountKey=abc==;EndpointSuffix=x", "AccountKey=[redacted];EndpointSuffix=x")]
    [InlineData("\"client_secret\": \"abc\", next", "\"client_secret\": [redacted], next")]
    [InlineData("mail ann.b@corp.example.com now", "mail [redacted] now")]
    [InlineData("?sv=1&sig=abc%3D&se=2", "?sv=1&sig=[redacted]&se=2")]
    [InlineData("Table 'orders' not found", "Table 'orders' not found")]
    public void Secrets_are_taken_out_of_free_text(string text, string kept) => Assert.Equal(kept, Redaction.Of(text));

    [Fact]
    public void Free_text_is_cut() => Assert.Equal(Redaction.Longest + 1, Redaction.Of(new string('x', 1_000_000)).Length);

    private static string Solid(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not (',' or '[' or ']')));

    private static string Pieces(string text, int chunk, string? inside) =>
        string.Join('\n', Split(text, chunk, inside).Select(piece => piece with { Bytes = default } + Encoding.UTF8.GetString(piece.Bytes.Span)));

    private static List<JsonPiece> Split(string text, int chunk, string? inside)
    {
        JsonSplitter splitter = new(inside);
        foreach (byte[] part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
        {
            splitter.Feed(part);
        }

        splitter.End();
        return [.. splitter.Ready];
    }
}
