using System.Net;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Primitives;

namespace Observability.Integration.Http;

/// <summary>A browser from elsewhere gives the key once, and is let in by a cookie until it ends, or until the key changes.</summary>
public sealed class SignInTests
{
    private const string Key = "a-key-of-the-tests";

    private readonly SimulatedTime _clock = new(new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_asks_for_the_key_and_leads_back_to_where_one_wanted_to_go()
    {
        await using Served served = await StartAsync();

        using HttpResponseMessage asked = await SendAsync(served, HttpMethod.Get, "/incidents?kind=spend", accept: "text/html,*/*;q=0.8");
        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in?to=%2Fincidents%3Fkind%3Dspend"), (asked.StatusCode, asked.Headers.Location?.OriginalString));
        using HttpResponseMessage form = await SendAsync(served, HttpMethod.Get, asked.Headers.Location!.OriginalString);
        Assert.Contains("type=\"password\"", await form.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using HttpResponseMessage given = await GiveAsync(served, Key, "/incidents?kind=spend");
        Assert.Equal((HttpStatusCode.SeeOther, "/incidents?kind=spend"), (given.StatusCode, given.Headers.Location?.OriginalString));

        string cookie = Assert.Single(given.Headers.GetValues("Set-Cookie"));
        Assert.All(["__Host-observability=", "max-age=43200", "path=/", "secure", "samesite=strict", "httponly"], part => Assert.Contains(part, cookie, StringComparison.Ordinal));
        Assert.DoesNotContain(Key, cookie, StringComparison.Ordinal);
        using HttpResponseMessage page = await SendAsync(served, HttpMethod.Get, "/incidents?kind=spend", cookie: cookie);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_cookie_ends_after_its_time_and_is_good_for_no_other_key_nor_time()
    {
        await using Served served = await StartAsync();
        using HttpResponseMessage given = await GiveAsync(served, Key);
        string cookie = given.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        string[] parts = cookie.Split('=', 2)[1].Split('.');
        string[] forged = [$"__Host-observability={long.Parse(parts[0]) + 1}.{parts[1]}", $"__Host-observability={parts[0]}.{new string('0', 64)}", "__Host-observability=", $"__Host-observability={Key}"];
        await using Served other = await StartAsync("another-key-of-the-tests");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(served, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, cookie));
        foreach (string one in forged)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(served, one));
        }

        _clock.MoveTo(_clock.GetUtcNow().AddHours(12));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(served, cookie));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    public async Task It_leads_nowhere_else(string to)
    {
        await using Served served = await StartAsync();

        using HttpResponseMessage given = await GiveAsync(served, Key, to);

        Assert.Equal("/", given.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wrong_key_another_site_and_a_service_without_a_key_let_nobody_in()
    {
        await using Served served = await StartAsync();
        using HttpResponseMessage wrong = await GiveAsync(served, "not-the-key-of-the-tests");
        using HttpResponseMessage cross = await GiveAsync(served, Key, site: "cross-site");
        await using Served keyless = await StartAsync(null);
        using HttpResponseMessage none = await GiveAsync(keyless, "");

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], [wrong.StatusCode, cross.StatusCode, none.StatusCode]);
        Assert.All([wrong, cross, none], answer => Assert.False(answer.Headers.Contains("Set-Cookie")));
    }

    [Fact]
    public async Task With_the_cookie_no_page_of_another_site_may_post_and_signing_out_ends_it()
    {
        await using Served served = await StartAsync();
        using HttpResponseMessage given = await GiveAsync(served, Key);
        string cookie = given.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        using HttpResponseMessage cross = await SendAsync(served, HttpMethod.Post, "/api/v1/silences", cookie: cookie, site: "cross-site");
        using HttpResponseMessage ended = await SendAsync(served, HttpMethod.Post, "/sign-out", cookie: cookie, site: "same-origin");

        Assert.Equal(HttpStatusCode.Forbidden, cross.StatusCode);
        Assert.Contains("max-age=0", ended.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    private Task<Served> StartAsync(string? key = Key) => Served.StartAsync(new Service(new Surroundings { Store = new MemoryStore(), Time = _clock }), key);

    private static async Task<HttpStatusCode> StatusAsync(Served served, string cookie)
    {
        using HttpResponseMessage answer = await SendAsync(served, HttpMethod.Get, "/api/v1/incidents", cookie: cookie);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> GiveAsync(Served served, string key, string? to = null, string site = "same-origin") =>
        SendAsync(served, HttpMethod.Post, "/sign-in" + (to is null ? "" : "?to=" + Uri.EscapeDataString(to)), site: site, body: new FormUrlEncodedContent([new("key", key)]));

    // As a proxy sends it on: from elsewhere.
    private static async Task<HttpResponseMessage> SendAsync(Served served, HttpMethod method, string path, string? cookie = null, string? accept = null, string? site = null, HttpContent? body = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = body };
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        foreach ((string name, string? value) in new[] { ("Cookie", cookie?.Split(';')[0]), ("Accept", accept), ("Sec-Fetch-Site", site) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await served.Client.SendAsync(request, Cancel);
    }
}
