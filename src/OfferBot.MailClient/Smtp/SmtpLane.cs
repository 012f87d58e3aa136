namespace OfferBot.MailClient.Smtp;

/// <summary>One after the other: waits for a message, keeps a connection for it, ends when nothing comes for a while.</summary>
internal sealed class SmtpLane(SmtpQueue queue, SmtpConnector connector, Pace pace, SmtpOptions options, TimeProvider clock, CancellationToken closing) : IAsyncDisposable
{
    private SmtpSession? _session;

    public async Task RunAsync()
    {
        while (await queue.NextAsync(_session is null ? TimeSpan.Zero : options.IdleClose) is { } job)
        {
            if (await TryHandleAsync(job)) continue;
            queue.LaneEnded();
            return;
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<bool> TryHandleAsync(SmtpJob job)
    {
        try
        {
            return await HandleAsync(job);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested || job.GivenUp.IsCancellationRequested)
        {
            job.Cancel();
            return true;
        }
        catch (Exception fault)
        {
            // The edge of the lane: whoever waits for these messages hears what went wrong.
            job.Fail(fault);
            _session?.Fail(fault);
            return false;
        }
    }

    private async Task<bool> HandleAsync(SmtpJob job)
    {
        await TakeTurnAsync(job);
        if (_session is { IsUsable: false }) await CloseAsync();
        if (_session is null && !await OpenAsync(job)) return false;
        await _session!.ServeAsync(job);
        if (!_session.IsUsable) await CloseAsync();
        return true;
    }

    private async Task TakeTurnAsync(SmtpJob job)
    {
        if (job.IsPaced) return;
        job.IsPaced = true;
        var wait = pace.Take();
        if (wait == TimeSpan.Zero) return;
        if (wait > options.IdleClose) await CloseAsync();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(closing, job.GivenUp);
        await Task.Delay(wait, clock, either.Token);
    }

    private async Task<bool> OpenAsync(SmtpJob job)
    {
        try
        {
            switch (await connector.ConnectAsync(closing))
            {
                case Connected.Ready ready:
                    _session = new SmtpSession(ready, options, queue, pace, closing);
                    return true;
                case Connected.Unavailable unavailable:
                    queue.ConnectionFailed(job, unavailable.Outcome);
                    break;
            }
        }
        catch (MailSetupException fault)
        {
            queue.ConnectionFailed(job, fault);
        }

        return false;
    }

    private async Task CloseAsync()
    {
        if (_session is not { } session) return;
        _session = null;
        await session.FarewellAsync();
        session.Dispose();
    }
}
