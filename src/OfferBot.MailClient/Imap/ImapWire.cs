using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using OfferBot.MailClient.Smtp;

namespace OfferBot.MailClient.Imap;

/// <summary>A line of an answer; <paramref name="Literal"/> is the last literal in it (RFC 3501 §4.3).</summary>
internal sealed record ImapLine(string Text, byte[]? Literal);

/// <summary>Lines and literals, each with its deadline and its limit.</summary>
internal sealed class ImapWire : IAsyncDisposable
{
    private const int LongestLine = 1024 * 1024;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly TimeProvider _clock;
    private readonly ImapOptions _options;
    private Stream _stream;
    private int _start;
    private int _end;

    private ImapWire(Stream stream, ImapOptions options, TimeProvider clock) => (_stream, _options, _clock) = (stream, options, clock);

    public static async Task<ImapWire> ConnectAsync(ImapOptions options, TimeProvider clock, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(options.Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
            await socket.ConnectAsync(options.Host, options.Port, either.Token);
            var wire = new ImapWire(new NetworkStream(socket, ownsSocket: true), options, clock);
            if (options.Security == SmtpSecurity.Tls) await wire.EncryptAsync(options, ct);
            return wire;
        }
        catch (Exception fault)
        {
            socket.Dispose();
            if (fault is SocketException || (fault is OperationCanceledException && !ct.IsCancellationRequested)) throw new ImapException($"No connection to {options.Host}:{options.Port}: {fault.Message}", fault);
            throw;
        }
    }

    /// <summary>Goes on over TLS; what came in clear behind the go-ahead is thrown away.</summary>
    public async Task EncryptAsync(ImapOptions options, CancellationToken ct)
    {
        string? complaint = null;
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        (_start, _end) = (0, 0);
        try
        {
            await WithinAsync(async patience =>
            {
                await tls.AuthenticateAsClientAsync(TlsUpgrade.Settings(options.Host, options.TrustedAuthorities, c => complaint = c), patience);
                return 0;
            }, ct);
        }
        catch (AuthenticationException fault)
        {
            throw new TlsFailedException(complaint ?? $"No TLS with {options.Host}:{options.Port}: {fault.Message}", fault);
        }
    }

    public Task WriteAsync(string line, CancellationToken ct) => WithinAsync(async patience =>
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), patience);
        return 0;
    }, ct);

    /// <summary>A line, and the literals that stand in it.</summary>
    public async Task<ImapLine> ReadAsync(CancellationToken ct)
    {
        var text = new StringBuilder();
        byte[]? literal = null;
        while (true)
        {
            var line = await ReadLineAsync(ct);
            text.Append(line);
            if (text.Length > LongestLine) throw new ImapException("The server's line does not end.");
            if (LiteralLength(line) is not { } length) return new ImapLine(text.ToString(), literal);
            literal = await ReadLiteralAsync(length, ct);
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    // "* 3 FETCH (BODY[]<0> {1234}"
    private int? LiteralLength(string line)
    {
        var open = line.EndsWith('}') ? line.LastIndexOf('{') : -1;
        if (open < 0 || !int.TryParse(line.AsSpan(open + 1, line.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
        return length <= _options.MostBytes + 1024 ? length : throw new ImapException($"The server sends {length} bytes at once; {_options.MostBytes} were asked for.");
    }

    private async Task<byte[]> ReadLiteralAsync(int length, CancellationToken ct)
    {
        var literal = new byte[length];
        for (var at = 0; at < length;)
        {
            if (_start == _end) await FillAsync(ct);
            var take = Math.Min(length - at, _end - _start);
            _buffer.AsSpan(_start, take).CopyTo(literal.AsSpan(at));
            (_start, at) = (_start + take, at + take);
        }

        return literal;
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            var end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            line.Append(Encoding.Latin1.GetString(_buffer, _start, (end < 0 ? _end - _start : end)));
            _start = end < 0 ? _end : _start + end + 1;
            if (end >= 0) return line.ToString().TrimEnd('\r');
            if (line.Length > LongestLine) throw new ImapException("The server's line does not end.");
            await FillAsync(ct);
        }
    }

    private async Task FillAsync(CancellationToken ct)
    {
        (_start, _end) = (0, 0);
        _end = await WithinAsync(async patience => await _stream.ReadAsync(_buffer, patience), ct);
        if (_end == 0) throw new ImapException("The server closed the connection.");
    }

    private async Task<int> WithinAsync(Func<CancellationToken, Task<int>> action, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(_options.Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await action(either.Token);
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new ImapException($"No answer from {_options.Host}:{_options.Port} in time.", fault);
        }
        catch (Exception fault) when (fault is SocketException || (fault is IOException and not ImapException))
        {
            throw new ImapException($"The connection to {_options.Host}:{_options.Port} was lost: {fault.Message}", fault);
        }
    }
}
