namespace OfferBot.MailClient.Smtp;

/// <summary>The messages on one open connection: who is served, who goes back to the queue, who hears what.</summary>
internal sealed class SmtpSession : IDisposable
{
    private readonly SmtpWire _wire;
    private readonly SmtpDialogue _dialogue;
    private readonly SmtpOptions _options;
    private readonly SmtpQueue _queue;
    private readonly Pace _pace;
    private readonly CancellationTokenRegistration _finishing;
    private readonly CancellationToken _closing;
    private Task? _writtenDown;
    private SmtpJob? _current;
    private SmtpJob? _next;
    private int _served;

    public SmtpSession(Connected.Ready connection, SmtpOptions options, SmtpQueue queue, Pace pace, CancellationToken closing)
    {
        _wire = connection.Wire;
        _dialogue = new SmtpDialogue(connection.Wire, connection.Capabilities, options);
        (_options, _queue, _pace) = (options, queue, pace);
        _closing = closing;
        _finishing = closing.UnsafeRegister(static s => ((SmtpSession)s!).FinishSoon(), this);
        queue.ConnectionOpened();
    }

    public bool IsUsable => !_dialogue.HasEnded && _served < _options.MessagesPerConnection && !_wire.IsUnfitForReuse;

    /// <summary>Sends a message, and while more are waiting those too. Every message taken on gets its outcome or goes back to the queue.</summary>
    public async Task ServeAsync(SmtpJob job)
    {
        _current = Admitted(job) ? job : TakeNext(_served);
        if (_current is not null) Begin(_current);
        try
        {
            while (_current is { } now)
            {
                await ServeOneAsync(now);
                if (_dialogue.HasEnded) return;
                _current = _next ?? TakeNext(_served);
                if (_next is null && _current is not null) Begin(_current);
                _next = null;
                _wire.Relax();
            }
        }
        catch (SmtpBrokenException e)
        {
            Break(e);
        }
        finally
        {
            if (_next is not null) GoBack(_next);
            (_current, _next) = (null, null);
        }
    }

    /// <summary>A bug must not leave anybody waiting.</summary>
    public void Fail(Exception fault)
    {
        _dialogue.End();
        _current?.Fail(fault);
        _next?.Fail(fault);
    }

    public Task FarewellAsync() => _dialogue.FarewellAsync();

    public void Dispose()
    {
        _finishing.Dispose();
        _dialogue.Dispose();
        _queue.ConnectionClosed();
    }

    private async ValueTask ServeOneAsync(SmtpJob job)
    {
        using var givenUp = job.GivenUp.UnsafeRegister(static s => ((SmtpSession)s!).GiveUp(), this);
        if (await _dialogue.OpenAsync(job.Envelope, job.Message.Length) is { } refusal)
        {
            Conclude(job, refusal);
            return;
        }

        if (job.GivenUp.IsCancellationRequested || !await IsWrittenDownAsync())
        {
            // Only a closed connection takes DATA back.
            _dialogue.End();
            job.Cancel();
            return;
        }

        _next = _dialogue.Pipelines ? TakeNext(_served + 1) : null;
        _writtenDown = job.Envelope.WrittenDown;
        Conclude(job, await _dialogue.TransferAsync(job.Message, _next));
    }

    // False: the transport is closed meanwhile.
    private async ValueTask<bool> IsWrittenDownAsync()
    {
        if (_writtenDown is not { IsCompleted: false } before) return true;
        await before.WaitAsync(_closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_closing.IsCancellationRequested;
    }

    // The content that is out is worth a moment; before it, closing the connection takes everything back.
    private void GiveUp() => _wire.Hurry(_dialogue.IsContentOut ? _options.Timeouts.Farewell : TimeSpan.Zero);

    private void FinishSoon() => _wire.Hurry(_options.Timeouts.Farewell);

    private void Begin(SmtpJob job) => _dialogue.Begin(job.Envelope, job.Message.Length);

    private void Conclude(SmtpJob job, Verdict verdict)
    {
        var hasServedOthers = _served++ > 0;
        if (hasServedOthers && verdict.MayBeConnectionLimit && job.TryGoBack())
        {
            _dialogue.End();
            _queue.Add(job, first: true);
            return;
        }

        job.Complete(verdict.Outcome());
    }

    private void Break(SmtpBrokenException e)
    {
        var isInDoubt = _dialogue.IsContentOut;
        _dialogue.End();
        if (_current is not { } now) return;
        if (isInDoubt) now.Complete(new SendOutcome.InDoubt(e.Message));
        else if (now.GivenUp.IsCancellationRequested) now.Cancel();
        else if (_served > 0 && now.TryGoBack()) _queue.Add(now, first: true);
        else now.Complete(new SendOutcome.Later(e.Message, LaterScope.Connection, e.Reply));
    }

    private void GoBack(SmtpJob job)
    {
        if (job.TryGoBack()) _queue.Add(job, first: true);
        else job.Complete(new SendOutcome.Later("The connection ended before the message's turn came.", LaterScope.Connection));
    }

    private SmtpJob? TakeNext(int served)
    {
        while (served < _options.MessagesPerConnection && _queue.TryNext(_pace) is { } job)
        {
            if (Admitted(job)) return job;
        }

        return null;
    }

    // What the server has announced that it cannot take is not sent to it.
    private bool Admitted(SmtpJob job)
    {
        SmtpReply? reply = null;
        if (job.Envelope.RequiresSmtpUtf8 && !_dialogue.Server.SmtpUtf8)
            reply = new SmtpReply(553, new EnhancedStatus(5, 6, 7), "The address is not ASCII, and the server does not offer SMTPUTF8.");
        else if (job.Message.Length > _dialogue.Server.LargestMessage)
            reply = new SmtpReply(552, new EnhancedStatus(5, 3, 4), $"The message has {job.Message.Length} bytes; the server takes {_dialogue.Server.LargestMessage}.");
        if (reply is null) return true;
        job.Complete(new SendOutcome.Refused(reply, reply.Code == 553 ? RefusedScope.Recipient : RefusedScope.Message));
        return false;
    }
}
