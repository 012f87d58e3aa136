using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OfferBot.Simulators.Mail;

/// <summary>
/// A loopback SMTP server that keeps what it is sent, counts what a client does wrong, and does wrong itself where it is told to.
/// </summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Task, bool> _conversations = new();
    private readonly Channel<SinkMail> _arrivals = Channel.CreateUnbounded<SinkMail>();
    private readonly List<Planned> _plans = [];
    private readonly List<SinkMail> _mails = [];
    private readonly List<string> _commands = [];
    private readonly List<string> _offences = [];
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private int _connections;
    private int _count;
    private int _isDisposed;

    private SmtpSink(SinkOptions options)
    {
        Options = options;
        _listener = new TcpListener(options.Address, options.Port);
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public SinkOptions Options { get; }

    public int Port { get; }

    /// <summary>How many connections there were so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many mails were taken, kept or not.</summary>
    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<SinkMail> Mails
    {
        get
        {
            lock (_lock) return [.. _mails];
        }
    }

    /// <summary>Every command line as "connection: line".</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_lock) return [.. _commands];
        }
    }

    /// <summary>What the client did against the rules: bare CR or LF, pipelining that was not offered, commands out of order.</summary>
    public IReadOnlyList<string> Offences
    {
        get
        {
            lock (_lock) return [.. _offences];
        }
    }

    public static SmtpSink Start(SinkOptions? options = null) => new(options ?? new SinkOptions());

    /// <summary>Plans a fault for the next <paramref name="times"/> times the step is reached with a line that holds <paramref name="holding"/>, after letting some pass.</summary>
    public void Plan(SinkStep step, SinkFault fault, int times = 1, int letPass = 0, string? holding = null)
    {
        lock (_lock) _plans.Add(new Planned(step, fault, holding) { Left = times, Pass = letPass });
    }

    /// <summary>The next mail to arrive that was not asked for yet.</summary>
    public ValueTask<SinkMail> NextAsync(CancellationToken ct) => _arrivals.Reader.ReadAsync(ct);

    /// <summary>Until so many mails were taken in all.</summary>
    public async Task CountedAsync(int count, CancellationToken ct)
    {
        while (Count < count) await (Options.KeepMails ? _arrivals.Reader.ReadAsync(ct).AsTask() : throw new InvalidOperationException("Mails that are not kept are not waited for."));
    }

    /// <summary>Until every client has gone and what it had sent is taken in.</summary>
    public async Task QuietAsync(CancellationToken ct)
    {
        while (!_conversations.IsEmpty) await Task.WhenAll(_conversations.Keys).WaitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations.Keys);
        _closing.Dispose();
    }

    internal SinkFault? FaultAt(SinkStep step, string line)
    {
        lock (_lock)
        {
            var plan = _plans.Find(p => p.Step == step && p.Left > 0 && (p.Holding is null || line.Contains(p.Holding, StringComparison.Ordinal)));
            if (plan is null || plan.Pass-- > 0) return null;
            plan.Left--;
            return plan.Fault;
        }
    }

    internal void Keep(SinkMail mail)
    {
        Interlocked.Increment(ref _count);
        if (!Options.KeepMails) return;
        lock (_lock) _mails.Add(mail);
        _arrivals.Writer.TryWrite(mail);
    }

    internal void Note(int connection, string line)
    {
        if (!Options.KeepMails) return;
        lock (_lock) _commands.Add($"{connection}: {line}");
    }

    internal void Accuse(int connection, string offence)
    {
        lock (_lock) _offences.Add($"{connection}: {offence}");
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_closing.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            var conversation = ConverseAsync(socket, Interlocked.Increment(ref _connections));
            _conversations.TryAdd(conversation, true);
            _ = conversation.ContinueWith(c => _conversations.TryRemove(c, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task ConverseAsync(Socket socket, int number)
    {
        using var conversation = new SinkConversation(this, socket, number);
        await conversation.RunAsync(_closing.Token);
    }

    private sealed record Planned(SinkStep Step, SinkFault Fault, string? Holding)
    {
        public int Left { get; set; }

        public int Pass { get; set; }
    }
}
