using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OfferBot.Simulators.Discord.Gateway;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Simulators.Discord;

/// <summary>
/// A loopback Discord: REST API v10 and gateway with Discord's limits, errors and rate limits, and faults on demand. One guild with a text channel,
/// an announcement channel and a forum are there from the start.
/// </summary>
internal sealed class DiscordSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SimOptions _options;
    private readonly SimRequests _requests;
    private readonly SimRates _rates;
    private Uri _resumeRoot = new("http://127.0.0.1");

    private DiscordSimulator(SimOptions options)
    {
        _options = options;
        _requests = new SimRequests(options.KeepRequests);
        _rates = new SimRates(options.Time) { Plan = options.Rates };
        World = new SimWorld(options.Time);
        Guild = World.AddGuild("Association");
        Offers = World.AddChannel(Guild.Id, "offres");
        News = World.AddChannel(Guild.Id, "annonces", SimChannel.Announcement);
        Forum = World.AddChannel(Guild.Id, "forum", SimChannel.Forum);
        Person = World.AddUser("camille");
        Account = new AccountRoutes(World, () => GatewayUrl);
        Threads = new ChannelRoutes(World);
        Commands = new CommandRoutes(World);
        People = new SimPeople(World, Guild.Id);
        Gateway = new SimGateway(World, options, Account, () => $"ws://{_resumeRoot.Authority}");
        _app = Build();
    }

    public SimWorld World { get; }
    public SimGateway Gateway { get; }
    public SimFaults Faults { get; } = new();
    public SimGuild Guild { get; }
    public SimChannel Offers { get; }
    public SimChannel News { get; }
    public SimChannel Forum { get; }

    /// <summary>Somebody who can be written to.</summary>
    public ulong Person { get; }

    public AccountRoutes Account { get; }
    public ChannelRoutes Threads { get; }
    public CommandRoutes Commands { get; }

    /// <summary>What people do with commands, buttons and forms.</summary>
    public SimPeople People { get; }

    public string Token => _options.Token;
    public Uri Root { get; private set; } = new("http://127.0.0.1");
    public Uri ApiUrl => new(Root, "/api/v10");
    public string GatewayUrl => $"ws://{Root.Authority}";

    /// <summary>Rate limits, to be changed at any time.</summary>
    public RatePlan Rates { get => _rates.Plan; set => _rates.Plan = value; }

    /// <summary>Every API request so far, in order of arrival; status 0: the connection was cut.</summary>
    public IReadOnlyList<SimRequest> Requests => _requests.All;

    /// <summary>Until so many requests have come in all.</summary>
    public Task WaitForRequestsAsync(int count) => _requests.WaitAsync(count);

    /// <summary>Until one more request has come in.</summary>
    public Task NextRequestAsync() => _requests.WaitAsync(_requests.Count + 1);

    /// <summary>Until this is so; looked at after each request, for as long as patience lasts.</summary>
    public async Task WaitUntilAsync(Func<bool> holds)
    {
        while (true)
        {
            var next = _requests.WaitAsync(_requests.Count + 1);
            lock (World.Gate)
            {
                if (holds())
                    return;
            }
            await next;
        }
    }

    /// <summary>A copy of what a channel holds now, oldest first.</summary>
    public IReadOnlyList<SimMessage> Messages(ulong channel)
    {
        lock (World.Gate)
            return World.Channels.TryGetValue(channel, out var found) ? [.. found.Messages] : [];
    }

    public SimChannel AddChannel(string name, int type = SimChannel.Text)
    {
        lock (World.Gate)
            return World.AddChannel(Guild.Id, name, type);
    }

    public void RemoveChannel(ulong channel)
    {
        lock (World.Gate)
            World.Channels.Remove(channel);
    }

    public static async Task<DiscordSimulator> StartAsync(SimOptions? options = null)
    {
        var discord = new DiscordSimulator(options ?? new SimOptions());
        await discord._app.StartAsync();
        var addresses = discord._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        (discord.Root, discord._resumeRoot) = (new Uri(addresses[0]), new Uri(addresses[1]));
        return discord;
    }

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 30 * 1024 * 1024;
            kestrel.Listen(System.Net.IPAddress.Loopback, _options.Port);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0); // the resume address
        });
        var app = builder.Build();
        var server = new SimServer(World, _options, _rates, Faults, _requests);
        IEnumerable<SimRoute> routes = [.. new MessageRoutes(World, _options).Routes(), .. Threads.Routes(), .. Account.Routes(), .. Commands.Routes(), .. new InteractionRoutes(World, People).Routes()];
        foreach (var route in routes)
            app.MapMethods($"/api/v10{route.Template}", [route.Method], http => server.HandleAsync(http, route));
        app.UseWebSockets();
        app.MapGet("/", http => http.WebSockets.IsWebSocketRequest
            ? Gateway.AcceptAsync(http, atResumeUrl: http.Connection.LocalPort == _resumeRoot.Port)
            : SimPage.WriteAsync(http, World, People));
        app.MapFallback("/api/{**rest}", http => server.HandleAsync(http, new SimRoute(http.Request.Method, "unknown", _ => SimReply.Error(404, 0, "404: Not Found"))));
        return app;
    }
}
