using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OfferBot.Settings;
using OfferBot.Storage;

namespace OfferBot.Tests.Support;

/// <summary>The whole program on loopback, with the real clock.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningBot(WebApplication app) => _app = app;

    /// <summary>Where its pages are.</summary>
    public Uri Pages => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>One of its parts.</summary>
    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<RunningBot> StartAsync(BotSettings settings)
    {
        var app = Worker.Build(settings with { Web = settings.Web with { Listen = "http://127.0.0.1:0" } }, TimeProvider.System);
        await Migrator.MigrateAsync(app.Services.GetRequiredService<Database>(), TimeProvider.System, default);
        await app.StartAsync();
        return new RunningBot(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
