using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OfferBot.Core.Outbox;

/// <summary>Leases due deliveries of one courier, hands them over, and records the answers.</summary>
public sealed partial class Dispatcher(IOutbox outbox, ICourier courier, RetryLadder ladder, Wake wake, TimeProvider clock, ILogger<Dispatcher> log)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRecordWait = TimeSpan.FromSeconds(1);
    private static readonly Func<ILogger, long, IDisposable?> DeliveryScope = LoggerMessage.DefineScope<long>("delivery {DeliveryId}");

    /// <summary>Runs until cancelled. Deliveries under way at that moment get their answer recorded, or stay in doubt.</summary>
    public Task RunAsync(CancellationToken ct) => RunAsync(untilIdle: false, ct);

    /// <summary>Sends everything that is due now, and returns when it is settled. For commands and tests.</summary>
    public Task DrainAsync(CancellationToken ct) => RunAsync(untilIdle: true, ct);

    // Leased deliveries wait in `ahead` for one of the lanes; `busy` holds them until their answer is recorded.
    private async Task RunAsync(bool untilIdle, CancellationToken ct)
    {
        var ahead = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleWriter = true });
        var answers = Channel.CreateUnbounded<Answer>(new UnboundedChannelOptions { SingleReader = true });
        var busy = new ConcurrentDictionary<Lane, bool>();
        var recorder = RecordAllAsync(answers.Reader, busy, ct);
        var lanes = Enumerable.Range(0, courier.Lanes).Select(_ => LaneAsync(ahead.Reader, answers.Writer, ct)).ToList();
        try
        {
            while (!ct.IsCancellationRequested && await TurnAsync(ahead, busy, untilIdle, ct))
            {
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops; what is under way is settled below.
        }
        finally
        {
            ahead.Writer.Complete();
            await Task.WhenAll(lanes);
            answers.Writer.Complete();
            await recorder;
        }
    }

    // False: there is nothing left to do, now.
    private async Task<bool> TurnAsync(Channel<Delivery> ahead, ConcurrentDictionary<Lane, bool> busy, bool untilIdle, CancellationToken ct)
    {
        try
        {
            var (taken, room) = (busy.Count, courier.Ahead - busy.Count);
            var rest = courier.RestsUntil - clock.GetUtcNow();
            var due = room > 0 && ahead.Reader.Count < courier.Lanes && !(rest > TimeSpan.Zero) ? await outbox.LeaseAsync(courier.Serves, [.. busy.Keys], room, clock.GetUtcNow(), ct) : [];
            foreach (var delivery in due)
            {
                busy[delivery.Lane] = true;
                ahead.Writer.TryWrite(delivery);
            }

            if (due.Count > 0 && due.Count == room) return true;
            if (untilIdle && due.Count == 0 && taken == 0) return false;
            await wake.SleepAsync(busy.IsEmpty ? await UntilNextAsync(rest, ct) : LongestSleep, clock, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !untilIdle)
        {
            LeaseFailed(log, fault);
            await wake.SleepAsync(AfterFault, clock, ct);
        }

        return true;
    }

    private async Task<TimeSpan> UntilNextAsync(TimeSpan? rest, CancellationToken ct)
    {
        if (rest > TimeSpan.Zero) return rest.Value < LongestSleep ? rest.Value : LongestSleep;
        if (await outbox.NextDueAsync(courier.Serves, ct) is not { } next) return LongestSleep;
        var wait = next - clock.GetUtcNow();
        return wait < TimeSpan.FromMilliseconds(20) ? TimeSpan.FromMilliseconds(20) : wait > LongestSleep ? LongestSleep : wait;
    }

    private async Task LaneAsync(ChannelReader<Delivery> ahead, ChannelWriter<Answer> answers, CancellationToken ct)
    {
        await Task.Yield();
        await foreach (var delivery in ahead.ReadAllAsync(CancellationToken.None))
        {
            // Told to stop: what was not begun is simply due again.
            var settled = ct.IsCancellationRequested
                ? new Settled(delivery.Id, new Outcome.Later(TimeSpan.Zero, "", Counts: false), clock.GetUtcNow(), clock.GetUtcNow())
                : await AttemptAsync(delivery, ct);
            answers.TryWrite(new Answer(delivery, settled));
        }
    }

    // Null: stopped half-way. The row stays leased and counts as in doubt at the next start.
    private async Task<Settled?> AttemptAsync(Delivery delivery, CancellationToken ct)
    {
        using var scope = DeliveryScope(log, delivery.Id);
        try
        {
            var notice = await outbox.NoticeAsync(delivery, ct);
            var outcome = notice is Notice.Nothing nothing ? new Outcome.Dropped(nothing.Why) : await courier.SendAsync(delivery, notice, ct);
            return Settle(delivery, outcome) with { Told = notice.AsOf };
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
            // Where the destination only asks for patience, a digest would write a line for each reader.
            if (later.Counts) Postponed(log, delivery.Id, later.ForLog, retryAt);
        }
        else if (outcome is Outcome.Refused { ClosesDestination: false } refused)
        {
            RefusedForGood(log, delivery.Id, refused.ForLog);
        }

        return new Settled(delivery.Id, outcome, now, retryAt);
    }

    private void Tell(IReadOnlyList<string> news)
    {
        foreach (var one in news) ToldOnce(log, one);
    }

    // Answers that come close together share one transaction.
    private async Task RecordAllAsync(ChannelReader<Answer> answers, ConcurrentDictionary<Lane, bool> busy, CancellationToken ct)
    {
        var batch = new List<Answer>();
        while (await answers.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < 500 && answers.TryRead(out var answer)) batch.Add(answer);
            await RecordAsync([.. batch.Select(a => a.Settled).OfType<Settled>()], ct);
            courier.Settled([.. batch.Select(a => a.Delivery.Id)]);
            foreach (var answer in batch) busy.TryRemove(answer.Delivery.Lane, out _);
            batch.Clear();
            wake.Ring();
        }
    }

    // An answer that is not on record is a mail sent again: a full disk or a lock is waited for. Only where the host stops meanwhile
    // are they given up; the rows stay leased, and count as in doubt at the next start.
    private async Task RecordAsync(IReadOnlyList<Settled> settled, CancellationToken ct)
    {
        for (var wait = FirstRecordWait; ; wait = wait < LongestSleep ? wait * 2 : LongestSleep)
        {
            try
            {
                Tell(await outbox.RecordAsync(settled, CancellationToken.None));
                return;
            }
            catch (Exception fault)
            {
                RecordFailed(log, settled.Count, fault);
                if (ct.IsCancellationRequested) return;
            }

            await Task.Delay(wait, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private readonly record struct Answer(Delivery Delivery, Settled? Settled);

    [LoggerMessage(LogLevel.Error, "Could not lease deliveries; trying again shortly")]
    private static partial void LeaseFailed(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Error, "Delivery {Delivery} met a fault")]
    private static partial void AttemptFailed(ILogger log, long delivery, Exception fault);

    [LoggerMessage(LogLevel.Error, "Could not record {Count} answers; trying again shortly")]
    private static partial void RecordFailed(ILogger log, int count, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} postponed: {Why} (next attempt: {RetryAt})")]
    private static partial void Postponed(ILogger log, long delivery, string why, DateTimeOffset? retryAt);

    [LoggerMessage(LogLevel.Warning, "{News}")]
    private static partial void ToldOnce(ILogger log, string news);

    [LoggerMessage(LogLevel.Warning, "Delivery {Delivery} refused for good: {Why}")]
    private static partial void RefusedForGood(ILogger log, long delivery, string why);
}
