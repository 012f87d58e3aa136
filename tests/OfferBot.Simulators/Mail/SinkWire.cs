using System.Net.Sockets;
using System.Text;

namespace OfferBot.Simulators.Mail;

/// <summary>Lines in, replies out, as an SMTP server sees them.</summary>
internal sealed class SinkWire(Socket socket) : IDisposable
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    public Stream Stream { get; private set; } = new NetworkStream(socket, ownsSocket: true);

    /// <summary>The client has sent more than the line that was read last.</summary>
    public bool HasMore => _end > _start || socket.Available > 0;

    public void Switch(Stream encrypted)
    {
        Stream = encrypted;
        _start = _end = 0;
    }

    public async Task SayAsync(string reply, CancellationToken ct) =>
        await Stream.WriteAsync(Encoding.UTF8.GetBytes(reply.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n"), ct);

    /// <summary>A line without its line end, and whether that was CRLF. Null: the client has gone.</summary>
    public async Task<(byte[] Line, bool IsProper)?> ReadLineAsync(CancellationToken ct)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            if (!await FillAsync(ct)) return null;
        }

        var line = _buffer.AsSpan(_start, length);
        _start += length + 1;
        var isProper = line.EndsWith("\r"u8) && line.Count((byte)'\r') == 1;
        return (line.TrimEnd((byte)'\r').ToArray(), isProper);
    }

    /// <summary>All up to the dot alone on its line, dots unstuffed. Null: the client has gone before.</summary>
    public async Task<(byte[] Content, bool IsProper)?> ReadContentAsync(CancellationToken ct)
    {
        using var content = new MemoryStream();
        var isProper = true;
        while (true)
        {
            if (await ReadLineAsync(ct) is not { } read) return null;
            isProper &= read.IsProper;
            if (read.Line is [(byte)'.']) return (content.ToArray(), isProper);
            content.Write(read.Line is [(byte)'.', ..] ? read.Line.AsSpan(1) : read.Line);
            content.Write("\r\n"u8);
        }
    }

    /// <summary>False: the client has gone.</summary>
    public async Task<bool> FillAsync(CancellationToken ct)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await Stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += count;
        return count > 0;
    }

    public void Dispose()
    {
        Stream.Dispose();
        socket.Dispose();
    }
}
