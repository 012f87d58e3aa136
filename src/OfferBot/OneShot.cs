using OfferBot.Core.Outbox;
using OfferBot.Settings;
using OfferBot.Storage;

namespace OfferBot;

/// <summary>The program's parts for the length of one command, without the worker.</summary>
internal sealed class OneShot : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OneShot(ServiceProvider services) => _services = services;

    /// <summary>Opens the database, bringing it to this program's schema first; not under a worker that is running.</summary>
    /// <exception cref="InvalidOperationException">A worker of another version is running.</exception>
    public static async Task<OneShot> OpenAsync(BotSettings settings, CancellationToken ct)
    {
        var services = new ServiceCollection().AddLogging(l => l.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        var shot = new OneShot(services.AddOfferBot(settings, TimeProvider.System).BuildServiceProvider());
        var database = shot.Get<Database>();
        if (await Migrator.IsCurrentAsync(database, ct)) return shot;
        using var only = await SingleInstance.TakeAsync(database.Path, TimeProvider.System, ct);
        if (only is not null) await Migrator.MigrateAsync(database, TimeProvider.System, ct);
        else throw new InvalidOperationException($"Another version of OfferBot is running on {database.Path}. Start the bot again with this version, or use that one's command.");
        return shot;
    }

    /// <summary>One of the parts.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>
    /// Sends what is due now, unless the worker is running: then it will do so itself.
    /// </summary>
    /// <returns>False when the worker is running.</returns>
    public async Task<bool> DeliverAsync(CancellationToken ct)
    {
        using var only = SingleInstance.TryTake(Get<Database>().Path);
        if (only is null) return false;
        await Get<IOutbox>().RecoverAsync(ct);
        foreach (var courier in _services.GetServices<ICourier>())
            await new Dispatcher(Get<IOutbox>(), courier, Get<RetryLadder>(), new Wake(), Get<TimeProvider>(), Get<ILogger<Dispatcher>>()).DrainAsync(ct);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
