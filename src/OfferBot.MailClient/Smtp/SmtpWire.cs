using System.Net.Sockets;
using System.Text;

namespace OfferBot.MailClient.Smtp;

/// <summary>The connection ended, stayed silent for too long, or spoke no SMTP. What that means depends on where the dialogue stood.</summary>
internal sealed class SmtpBrokenException(string message, Exception? inner = null, SmtpReply? reply = null) : IOException(message, inner)
{
    /// <summary>The reply that made going on impossible; null when there was none.</summary>
    public SmtpReply? Reply { get; } = reply;
}

/// <summary>Bytes out, replies in, each with its deadline. One reader and one writer at a time.</summary>
internal sealed class SmtpWire(Socket socket, TimeProvider clock) : IDisposable
{
    private const int LongestLine = 8 * 1024;
    private const int MostLines = 200;
    private const int BlockLength = 256 * 1024;
    private readonly CancellationTokenSource _deadline = new(Timeout.InfiniteTimeSpan, clock);
    private readonly byte[] _received = new byte[LongestLine];
    private int _start;
    private int _end;
    private TimeSpan _patience = TimeSpan.MaxValue;

    public Socket Socket => socket;

    public Stream Stream { get; private set; } = new NetworkStream(socket, ownsSocket: true);

    /// <summary>True when the other side has closed, or says something unasked (421 before it closes): no place to start a message.</summary>
    public bool IsUnfitForReuse
    {
        get
        {
            try
            {
                return _end > _start || socket.Poll(0, SelectMode.SelectRead);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <summary>Goes on over TLS. Whatever came in clear after the go-ahead is thrown away: it may be forged (RFC 3207 §6).</summary>
    public void Switch(Stream encrypted)
    {
        Stream = encrypted;
        _start = _end = 0;
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, TimeSpan timeout)
    {
        while (!bytes.IsEmpty)
        {
            var block = bytes[..Math.Min(bytes.Length, BlockLength)];
            await WithinAsync(timeout, "taking what we sent", static (wire, b, ct) => wire.WriteBlockAsync(b, ct), block);
            bytes = bytes[block.Length..];
        }
    }

    public async ValueTask<SmtpReply> ReadReplyAsync(TimeSpan timeout, string after)
    {
        var lines = await ReadLinesAsync(timeout, after);
        return lines.Count == 1 ? lines[0] : Joined(lines);
    }

    /// <summary>The lines of a reply, each as a reply of its own.</summary>
    public async ValueTask<List<SmtpReply>> ReadLinesAsync(TimeSpan timeout, string after)
    {
        var lines = new List<SmtpReply>(1);
        while (true)
        {
            int length;
            while ((length = _received.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0) await ReceiveAsync(timeout, after);
            var line = ParseLine(_received.AsSpan(_start, length), after, out var isLast);
            _start += length + 1;
            lines.Add(line);
            if (isLast) return lines;
            if (lines.Count == MostLines) throw new SmtpBrokenException($"The server's answer to {after} does not end.");
        }
    }

    /// <summary>Somebody has given up waiting: the answer that is due, and each one after it, has this long to come.</summary>
    public void Hurry(TimeSpan patience)
    {
        _patience = patience;
        _deadline.CancelAfter(patience);
    }

    /// <summary>The one who was in a hurry is served.</summary>
    public void Relax() => _patience = TimeSpan.MaxValue;

    public void Dispose()
    {
        Stream.Dispose();
        socket.Dispose();
        _deadline.Dispose();
    }

    private static SmtpReply Joined(List<SmtpReply> lines) =>
        new(lines[^1].Code, lines[^1].Status ?? lines[0].Status, string.Join(' ', lines.Select(l => l.Text)));

    // "250-PIPELINING", "250 2.1.0 Ok", "354"
    private static SmtpReply ParseLine(ReadOnlySpan<byte> line, string after, out bool isLast)
    {
        line = line.TrimEnd("\r "u8);
        isLast = line.Length <= 3 || line[3] != '-';
        var hasCode = line.Length >= 3 && line[0] is >= (byte)'2' and <= (byte)'5' && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2]);
        if (!hasCode || (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-'))) throw new SmtpBrokenException($"The server's answer to {after} is not SMTP.");
        var code = ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0';
        var text = line.Length > 4 ? SafeText.Clean(Encoding.UTF8.GetString(line[4..])) : "";
        if (!EnhancedStatus.TryParse(text, out var status) || status.Class != code / 100) return new SmtpReply(code, null, text);
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return new SmtpReply(code, status, blank < 0 ? "" : text[(blank + 1)..]);
    }

    private async ValueTask ReceiveAsync(TimeSpan timeout, string after)
    {
        if (_start > 0)
        {
            _received.AsSpan(_start, _end - _start).CopyTo(_received);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _received.Length) throw new SmtpBrokenException($"The server's answer to {after} has a line without end.");
        var count = await WithinAsync(timeout, after, static (wire, _, ct) => wire.Stream.ReadAsync(wire._received.AsMemory(wire._end), ct), default);
        if (count == 0) throw new SmtpBrokenException($"The server closed the connection instead of answering {after}.");
        _end += count;
    }

    private async ValueTask<int> WriteBlockAsync(ReadOnlyMemory<byte> block, CancellationToken ct)
    {
        await Stream.WriteAsync(block, ct);
        return block.Length;
    }

    private async ValueTask<int> WithinAsync(
        TimeSpan timeout, string after, Func<SmtpWire, ReadOnlyMemory<byte>, CancellationToken, ValueTask<int>> action, ReadOnlyMemory<byte> bytes)
    {
        _deadline.CancelAfter(timeout < _patience ? timeout : _patience);
        try
        {
            return await action(this, bytes, _deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new SmtpBrokenException($"No answer from the server to {after} in time.", e);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw new SmtpBrokenException($"The connection was lost after {after}: {e.Message}", e);
        }
        finally
        {
            _deadline.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
