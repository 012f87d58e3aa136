namespace OfferBot.MailClient.Smtp;

/// <summary>
/// Sends through a submission server over a few connections that are opened when needed and kept while they are used.
/// Calls side by side share them; a second message that is waiting when the first goes out saves the round trips of its envelope.
/// </summary>
public sealed class SmtpTransport : IMailTransport
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _lanes = [];
    private readonly SmtpConnector _connector;
    private readonly SmtpQueue _queue;
    private readonly SmtpOptions _options;
    private readonly TimeProvider _clock;
    private readonly Pace _pace;
    private int _isDisposed;

    /// <summary>Throws <see cref="ArgumentException"/> with all that is wrong with the options. Connects only when there is something to send.</summary>
    public SmtpTransport(SmtpOptions options, TimeProvider clock)
    {
        var faults = string.Join(' ', options.Faults());
        if (faults.Length > 0) throw new ArgumentException(faults, nameof(options));
        _options = options;
        _clock = clock;
        _connector = new SmtpConnector(options, clock);
        _pace = new Pace(options.MessagesPerSecond, clock);
        _queue = new SmtpQueue(options.Connections, clock, StartLane);
    }

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(Envelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        ct.ThrowIfCancellationRequested();
        WireFormat.Check(message.Span);
        var job = new SmtpJob(envelope, message, ct);
        using var givingUp = ct.UnsafeRegister(static j => ((SmtpJob)j!).GiveUp(), job);
        _queue.Add(job);
        return await job.Outcome;
    }

    /// <summary>
    /// Connects, authenticates and says goodbye, sending nothing. Null: the server is ready; otherwise why it is not at present.
    /// Throws <see cref="MailSetupException"/> like <see cref="SendAsync"/>.
    /// </summary>
    public async Task<SendOutcome.Later?> CheckAsync(CancellationToken ct)
    {
        switch (await _connector.ConnectAsync(ct))
        {
            case Connected.Ready ready:
                using (var dialogue = new SmtpDialogue(ready.Wire, ready.Capabilities, _options)) await dialogue.FarewellAsync();
                return null;
            case Connected.Unavailable unavailable:
                return unavailable.Outcome;
            case var other:
                throw new System.Diagnostics.UnreachableException(other.ToString());
        }
    }

    /// <summary>Messages that wait are given up; those on the wire have <see cref="SmtpTimeouts.Farewell"/> to be answered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        _queue.Close();
        await _closing.CancelAsync();
        Task[] lanes;
        lock (_lock) lanes = [.. _lanes];
        await Task.WhenAll(lanes);
        _closing.Dispose();
    }

    private void StartLane()
    {
        var run = Task.Run(RunLaneAsync);
        lock (_lock) _lanes.Add(run);
        run.ContinueWith(Forget, TaskScheduler.Default);
    }

    private async Task RunLaneAsync()
    {
        await using var lane = new SmtpLane(_queue, _connector, _pace, _options, _clock, _closing.Token);
        await lane.RunAsync();
    }

    private void Forget(Task lane)
    {
        lock (_lock) _lanes.Remove(lane);
    }
}
