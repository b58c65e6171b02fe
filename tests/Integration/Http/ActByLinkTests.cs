using System.Net;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Estates;

namespace Observability.Integration.Http;

public sealed class ActByLinkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opening_a_link_changes_nothing_and_its_forms_act()
    {
        (Service service, Incident incident, string path) = await MadeAsync();
        await using Served served = await Served.StartAsync(service);

        using HttpResponseMessage head = await served.Client.SendAsync(new(HttpMethod.Head, path), Cancel);
        using HttpResponseMessage tempted = await served.Client.GetAsync(path + "?act=resolve", Cancel);
        string page = await served.Client.GetStringAsync(path, Cancel);
        Incident untouched = await FindAsync(service, incident.Id);
        using HttpResponseMessage acted = await PostAsync(served, path + "?act=ack", ("by", "Ana & Ben"));
        using HttpResponseMessage judged = await PostAsync(served, path + "?act=feedback", ("text", "useful"));
        using HttpResponseMessage asleep = await PostAsync(served, path + "?act=snooze", ("hours", "4"));
        Incident changed = await FindAsync(service, incident.Id);
        string after = await served.Client.GetStringAsync(acted.Headers.Location!.OriginalString, Cancel);

        Assert.Equal((HttpStatusCode.OK, incident.Revision), (tempted.StatusCode, untouched.Revision));
        Assert.Contains(WebUtility.HtmlEncode(incident.Title), page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (acted.StatusCode, judged.StatusCode, asleep.StatusCode));
        Assert.Equal((IncidentState.Acknowledged, "Ana & Ben", SmallEstate.Now.AddHours(4)), (changed.State, changed.AcknowledgedBy, changed.SnoozedUntil));
        Assert.Equal(Feedback.Useful, Assert.Single(changed.Feedback).Says);
        Assert.Contains("role=\"status\">Done.", after, StringComparison.Ordinal);
        Assert.Equal("no-referrer", head.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task A_wrong_link_is_not_found_and_an_old_one_is_gone()
    {
        (Service service, Incident incident, string path) = await MadeAsync();
        string old = "/a/" + await service.ActLinks.MakeAsync(incident.Id, SmallEstate.Now - ActLinks.Lasts, Cancel);
        string nobody = "/a/" + await service.ActLinks.MakeAsync("202611-000000000000", SmallEstate.Now, Cancel);
        await using Served served = await Served.StartAsync(service);

        foreach ((string at, HttpStatusCode expected, string said) in new[]
        {
            (path[..^3] + "AAA", HttpStatusCode.NotFound, "does not work"), ("/a/nonsense", HttpStatusCode.NotFound, "does not work"),
            (nobody, HttpStatusCode.NotFound, "does not work"), (old, HttpStatusCode.Gone, "has expired"),
        })
        {
            using HttpResponseMessage shown = await served.Client.GetAsync(at, Cancel);
            using HttpResponseMessage acted = await PostAsync(served, at + "?act=resolve");
            Assert.Equal((expected, expected), (shown.StatusCode, acted.StatusCode));
            Assert.Contains(said, await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        using HttpResponseMessage senseless = await PostAsync(served, path + "?act=7");
        Assert.Equal(HttpStatusCode.BadRequest, senseless.StatusCode);
        Assert.Equal(incident.Revision, (await FindAsync(service, incident.Id)).Revision);
    }

    [Fact]
    public async Task Who_comes_through_a_proxy_may_use_the_link_and_nothing_else()
    {
        (Service service, Incident incident, string path) = await MadeAsync();
        await using Served served = await Served.StartAsync(service, "secret");

        using HttpResponseMessage page = await FromOutsideAsync(served, HttpMethod.Get, path);
        using HttpResponseMessage looks = await FromOutsideAsync(served, HttpMethod.Get, "/site.css");
        using HttpResponseMessage acted = await FromOutsideAsync(served, HttpMethod.Post, path + "?act=ack");
        using HttpResponseMessage dashboard = await FromOutsideAsync(served, HttpMethod.Get, "/incidents/" + incident.Id);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized),
            (page.StatusCode, looks.StatusCode, acted.StatusCode, dashboard.StatusCode));
    }

    [Fact]
    public async Task Messages_lead_to_such_a_link_once_the_settings_say_where_the_dashboard_is()
    {
        Service service = await SmallEstate.CreateAsync(null, Cancel, new() { Dashboard = new() { Url = "https://obs.example.com/" } });
        IncidentSummary incident = (await service.IncidentLists.OpenAsync(Cancel))[0];
        await using Served served = await Served.StartAsync(service);

        Uri page = (await service.Notifications.OfIncidentAsync(incident.Id, Cancel))[0].Notification.Page!;
        string shown = await served.Client.GetStringAsync(page.AbsolutePath, Cancel);

        Assert.StartsWith("https://obs.example.com/a/", page.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(incident.Title), shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_such_settings_messages_have_no_such_link()
    {
        (Service service, Incident incident, _) = await MadeAsync();

        Assert.All(await service.Notifications.OfIncidentAsync(incident.Id, Cancel), m => Assert.Null(m.Notification.Page));
    }

    private static async Task<(Service, Incident, string Path)> MadeAsync()
    {
        Service service = await SmallEstate.CreateAsync(null, Cancel);
        IncidentSummary one = (await service.IncidentLists.OpenAsync(Cancel)).First(i => i.State == IncidentState.Open);
        return (service, await FindAsync(service, one.Id), "/a/" + await service.ActLinks.MakeAsync(one.Id, SmallEstate.Now, Cancel));
    }

    private static async Task<Incident> FindAsync(Service service, string id) => (await service.Incidents.FindAsync(id, Cancel))!.Incident;

    private static Task<HttpResponseMessage> PostAsync(Served served, string path, params (string Name, string Value)[] fields) =>
        served.Client.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), Cancel);

    private static Task<HttpResponseMessage> FromOutsideAsync(Served served, HttpMethod method, string path)
    {
        HttpRequestMessage request = new(method, path) { Content = method == HttpMethod.Post ? new FormUrlEncodedContent([]) : null };
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("Origin", "null"); // as browsers send it from a page without a referrer
        return served.Client.SendAsync(request, Cancel);
    }
}
