namespace OfferBot.MailClient.Smtp;

/// <summary>One message on its way through the transport.</summary>
internal sealed class SmtpJob(Envelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
{
    // Enough for a stale connection, the server's limit per connection and a connection cut by somebody else's message.
    private const int MostFreeRetries = 3;
    private readonly TaskCompletionSource<SendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isTaken;
    private int _freeRetries;

    public Envelope Envelope => envelope;

    public ReadOnlyMemory<byte> Message => message;

    public Task<SendOutcome> Outcome => _outcome.Task;

    public CancellationToken GivenUp => ct;

    public bool IsTaken => Volatile.Read(ref _isTaken) == 1;

    /// <summary>The place in the row of <see cref="Pace"/> is paid once, however many connections it takes.</summary>
    public bool IsPaced { get; set; }

    /// <summary>False when the caller has given up while the message waited.</summary>
    public bool TryTakeOn() => Interlocked.CompareExchange(ref _isTaken, 1, 0) == 0;

    /// <summary>Back into the queue, not the caller's business: nothing of the content has gone out.</summary>
    public bool TryGoBack()
    {
        if (++_freeRetries > MostFreeRetries) return false;
        Volatile.Write(ref _isTaken, 0);
        if (ct.IsCancellationRequested) GiveUp();
        return true;
    }

    /// <summary>Ends the wait of a message that no connection has taken on.</summary>
    public void GiveUp()
    {
        if (TryTakeOn()) _outcome.TrySetCanceled(ct);
    }

    public void Cancel() => _outcome.TrySetCanceled(ct.IsCancellationRequested ? ct : new CancellationToken(true));

    public void Complete(SendOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Fail(Exception fault) => _outcome.TrySetException(fault);
}
