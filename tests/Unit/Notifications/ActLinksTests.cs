using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core.Notifications;

namespace Observability.Unit.Notifications;

public sealed class ActLinksTests
{
    private const string Incident = "202611-9f3c2a71";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly MemoryStore _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_names_its_incident_until_it_expires()
    {
        string token = await Links().MakeAsync(Incident, Now, Cancel);

        _clock.SetUtcNow(Now + ActLinks.Lasts - TimeSpan.FromSeconds(1));
        Assert.Equal(new(ActLinkState.Valid, Incident), await Links().ReadAsync(token, Cancel));
        _clock.SetUtcNow(Now + ActLinks.Lasts);
        Assert.Equal(new(ActLinkState.Expired, null), await Links().ReadAsync(token, Cancel));
    }

    [Fact]
    public async Task Any_change_of_a_token_makes_it_wrong()
    {
        string token = await Links().MakeAsync(Incident, Now, Cancel);
        int dot = token.IndexOf('.', StringComparison.Ordinal);

        // The last character of each part has bits that mean nothing.
        foreach (int at in Enumerable.Range(0, token.Length - 1).Where(i => i != dot && i != dot - 1))
        {
            string changed = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            Assert.Equal((changed, ActLinkState.Wrong), (changed, (await Links().ReadAsync(changed, Cancel)).State));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("?.?")]
    [InlineData("MjAyNjExLTlmM2MyYTcxLjE3NjM4.")]
    public async Task What_we_never_made_is_wrong(string token) => Assert.Equal(ActLinkState.Wrong, (await Links().ReadAsync(token, Cancel)).State);

    [Fact]
    public async Task A_token_of_another_store_is_wrong()
    {
        string token = await new ActLinks(new MemoryStore(), n => [.. Enumerable.Repeat((byte)7, n)], _clock).MakeAsync(Incident, Now, Cancel);

        Assert.Equal(ActLinkState.Wrong, (await Links().ReadAsync(token, Cancel)).State);
    }

    [Fact]
    public async Task Instances_that_start_at_once_share_the_first_key()
    {
        ActLinks one = new(_store, n => [.. Enumerable.Repeat((byte)1, n)], _clock);
        ActLinks other = new(_store, n => [.. Enumerable.Repeat((byte)2, n)], _clock);
        string[] tokens = await Task.WhenAll(one.MakeAsync(Incident, Now, Cancel), other.MakeAsync(Incident, Now, Cancel));

        Assert.Equal(tokens[0], tokens[1]);
    }

    private ActLinks Links() => new(_store, n => [.. Enumerable.Range(0, n).Select(i => (byte)i)], _clock);
}
