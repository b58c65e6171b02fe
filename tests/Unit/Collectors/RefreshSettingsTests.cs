using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Adapters.Yaml;
using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Configuration;
using Observability.Core.Incidents;

namespace Observability.Unit.Collectors;

public sealed class RefreshSettingsTests
{
    private const string First = "detection: { sensitivity: 0.1 }";
    private const string Second = "detection: { sensitivity: 0.2 }";
    private const string Broken = "detection: { sensitivty: 0.3 }";

    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));
    private readonly Kept _place = new();

    [Fact]
    public async Task A_changed_text_is_taken_up_as_a_whole_and_the_same_is_not_read_again()
    {
        (Service service, LiveSettings live) = Process();
        Assert.Equal([SettingsLook.Swapped, SettingsLook.Same], [await service.Refresh!.RunAsync(Cancel), await service.Refresh.RunAsync(Cancel)]);
        Assert.Equal((0.1m, 1), (live.Settings.Detection.Sensitivity, _place.Sent));
        _place.Text = Second;

        Assert.Equal(SettingsLook.Swapped, await service.Refresh.RunAsync(Cancel));
        Assert.Equal(0.2m, service.Settings().Detection.Sensitivity);
        Assert.NotNull(service.Settings().Version);
    }

    [Fact]
    public async Task Broken_settings_leave_the_last_good_ones_in_force_and_are_one_incident_until_they_are_mended()
    {
        (Service service, _) = Process();
        await service.Refresh!.RunAsync(Cancel);
        _place.Text = Broken;
        Assert.Equal(SettingsLook.Kept, await service.Refresh.RunAsync(Cancel));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await service.Refresh.RunAsync(Cancel);
        Incident open = Assert.Single(await IncidentsAsync(service));

        Assert.Equal(0.1m, service.Settings().Detection.Sensitivity);
        Assert.Equal(("collector-silent", "source:configuration"), (open.Kind, open.Root.Text));
        Assert.Contains("there.yaml:1:14 detection.sensitivty", open.Evidence.Why);

        _place.Text = Second;
        await service.Refresh.RunAsync(Cancel);
        Assert.NotNull(Assert.Single(await IncidentsAsync(service)).Closed);
    }

    [Fact]
    public async Task A_process_that_starts_while_the_settings_are_broken_has_the_last_good_ones()
    {
        await Process().Service.Refresh!.RunAsync(Cancel);
        _place.Text = Broken;
        (Service later, LiveSettings live) = Process();
        await later.Refresh!.StartAsync(Cancel);
        await later.Refresh.RunAsync(Cancel);

        Assert.Equal(0.1m, live.Settings.Detection.Sensitivity);
    }

    [Fact]
    public async Task A_process_that_starts_after_they_were_mended_closes_the_incident()
    {
        await Process().Service.Refresh!.RunAsync(Cancel);
        _place.Text = Broken;
        await Process().Service.Refresh!.RunAsync(Cancel);
        _place.Text = First;
        (Service later, _) = Process();
        await later.Refresh!.StartAsync(Cancel);
        await later.Refresh.RunAsync(Cancel);

        Assert.NotNull(Assert.Single(await IncidentsAsync(later)).Closed);
    }

    [Fact]
    public async Task A_place_that_cannot_be_reached_is_borne_for_half_an_hour()
    {
        (Service service, _) = Process();
        await service.Refresh!.RunAsync(Cancel);
        _place.Text = null;
        List<int> incidents = [];
        for (int minute = 0; minute <= 40; minute += 10)
        {
            Assert.Equal(SettingsLook.Kept, await service.Refresh.RunAsync(Cancel));
            incidents.Add((await IncidentsAsync(service)).Count);
            _clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal([0, 0, 0, 1, 1], incidents);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private (Service Service, LiveSettings Live) Process()
    {
        LiveSettings live = new(Settings.Default, []);
        return (new(new Surroundings { Store = _store, Time = _clock, Live = (_place, live) }), live);
    }

    private static async Task<IReadOnlyList<Incident>> IncidentsAsync(Service service) =>
        await service.Incidents.OpenedAsync(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 9, 0, 0, 0, TimeSpan.Zero), Cancel).ToListAsync(Cancel);

    private sealed class Kept() : SettingsPlace(new Secrets(_ => null, _ => null))
    {
        public string? Text { get; set; } = First;

        public int Sent { get; private set; }

        public override string Place => "there.yaml";

        public override Task<SettingsText?> ReadAsync(string? unless, CancellationToken cancel)
        {
            if (Text is null)
            {
                throw new SourceFailedException(SourceFailure.Unavailable, "no answer");
            }

            Sent += Text == unless ? 0 : 1;
            return Task.FromResult(Text == unless ? null : new SettingsText(Text, Text));
        }
    }
}
