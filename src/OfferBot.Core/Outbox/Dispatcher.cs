using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OfferBot.Core.Outbox;

/// <summary>Leases due deliveries of one courier, hands them over, and records the answers.</summary>
public sealed partial class Dispatcher(IOutbox outbox, ICourier courier, RetryLadder ladder, Wake wake, TimeProvider clock, ILogger<Dispatcher> log)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private static readonly Func<ILogger, long, IDisposable?> DeliveryScope = LoggerMessage.DefineScope<long>("delivery {DeliveryId}");
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    /// <summary>Runs until cancelled. Deliveries under way at that moment get their answer recorded, or stay in doubt.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var answers = Channel.CreateUnbounded<Settled>(new UnboundedChannelOptions { SingleReader = true });
        var recorder = RecordAllAsync(answers.Reader);
        var underWay = new Dictionary<Lane, Task>();
        try
        {
            while (!ct.IsCancellationRequested) await TurnAsync(underWay, answers.Writer, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops; what is under way is settled below.
        }
        finally
        {
            await Task.WhenAll(underWay.Values);
            answers.Writer.Complete();
            await recorder;
        }
    }

    /// <summary>Sends everything that is due now, and returns when it is settled. For commands and tests.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (true)
        {
            var due = await outbox.LeaseAsync(courier.Serves, [], courier.Lanes, clock.GetUtcNow(), ct);
            if (due.Count == 0) return;
            var records = await Task.WhenAll(due.Select(d => AttemptAsync(d, ct)));
            Tell(await outbox.RecordAsync([.. records.OfType<Settled>()], CancellationToken.None));
        }
    }

    private async Task TurnAsync(Dictionary<Lane, Task> underWay, ChannelWriter<Settled> answers, CancellationToken ct)
    {
        foreach (var done in underWay.Where(u => u.Value.IsCompleted).Select(u => u.Key).ToList()) underWay.Remove(done);
        var free = courier.Lanes - underWay.Count;
        try
        {
            var due = free <= 0 ? [] : await outbox.LeaseAsync(courier.Serves, underWay.Keys, free, clock.GetUtcNow(), ct);
            foreach (var delivery in due) underWay[delivery.Lane] = SendOneAsync(delivery, answers, ct);
            if (due.Count == free && free > 0) return;
            await wake.SleepAsync(underWay.Count > 0 ? LongestSleep : await UntilNextAsync(ct), clock, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LeaseFailed(log, fault);
            await wake.SleepAsync(AfterFault, clock, ct);
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        if (await outbox.NextDueAsync(courier.Serves, ct) is not { } next) return LongestSleep;
        var wait = next - clock.GetUtcNow();
        return wait < TimeSpan.FromMilliseconds(20) ? TimeSpan.FromMilliseconds(20) : wait > LongestSleep ? LongestSleep : wait;
    }

    private async Task SendOneAsync(Delivery delivery, ChannelWriter<Settled> answers, CancellationToken ct)
    {
        if (await AttemptAsync(delivery, ct) is { } record) answers.TryWrite(record);
    }

    // Null: stopped half-way. The row stays leased and counts as in doubt at the next start.
    private async Task<Settled?> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        using var scope = DeliveryScope(log, delivery.Id);
        try
        {
            var notice = await outbox.NoticeAsync(delivery, ct);
            var outcome = notice is Notice.Nothing nothing ? new Outcome.Dropped(nothing.Why) : await courier.SendAsync(delivery, notice, ct);
            return Settle(delivery, outcome);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            AttemptFailed(log, delivery.Id, fault);
            return Settle(delivery, new Outcome.Later(TimeSpan.Zero, $"Fault in the program: {fault.GetType().Name}: {fault.Message}", InDoubt: true));
        }
    }

    private Settled Settle(Delivery delivery, Outcome outcome)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? retryAt = null;
        if (outcome is Outcome.Later later)
        {
            var rung = later.Counts ? ladder.WaitAfter(delivery.Attempts + 1) : TimeSpan.Zero;
            if (rung is { } wait) retryAt = now + (wait > later.Wait ? wait : later.Wait);
            Postponed(log, delivery.Id, later.Why, retryAt);
        }
        else if (outcome is Outcome.Refused { ClosesDestination: false } refused)
        {
            RefusedForGood(log, delivery.Id, refused.Why);
        }

        return new Settled(delivery.Id, outcome, now, retryAt);
    }

    private void Tell(IReadOnlyList<string> news)
    {
        foreach (var one in news) ToldOnce(log, one);
    }

    // Answers that come close together share one transaction, and so one flush to disk.
    private async Task RecordAllAsync(ChannelReader<Settled> answers)
    {
        var batch = new List<Settled>();
        while (await answers.WaitToReadAsync())
        {
            while (batch.Count < 500 && answers.TryRead(out var answer)) batch.Add(answer);
            try
            {
                Tell(await outbox.RecordAsync(batch, CancellationToken.None));
            }
            catch (Exception fault)
            {
                // The rows stay leased: they are looked up as in doubt once their lease ends. Nothing is lost, and the loop goes on.
                RecordFailed(log, batch.Count, fault);
            }

            batch.Clear();
            wake.Ring();
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not lease deliveries; trying again shortly")]
    private static partial void LeaseFailed(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Error, "Delivery {Delivery} met a fault")]
    private static partial void AttemptFailed(ILogger log, long delivery, Exception fault);

    [LoggerMessage(LogLevel.Error, "Could not record {Count} answers; they count as in doubt")]
    private static partial void RecordFailed(ILogger log, int count, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} postponed: {Why} (next attempt: {RetryAt})")]
    private static partial void Postponed(ILogger log, long delivery, string why, DateTimeOffset? retryAt);

    [LoggerMessage(LogLevel.Warning, "{News}")]
    private static partial void ToldOnce(ILogger log, string news);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} refused for good: {Why}")]
    private static partial void RefusedForGood(ILogger log, long delivery, string why);
}
