using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OfferBot.Tests.Support;

/// <summary>A name server on this machine, by UDP and TCP, that knows what a test told it. Answers over 512 bytes are cut and given by TCP, as real ones do.</summary>
internal sealed class LoopbackDns : IAsyncDisposable
{
    private readonly Socket _datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _streams;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<(string Name, int Type), List<byte[]>> _records = new();
    private readonly Task _serving;

    public LoopbackDns()
    {
        _streams = StartOnAPortFreeForBoth();
        Address = (IPEndPoint)_streams.LocalEndpoint;
        _serving = Task.WhenAll(ServeDatagramsAsync(), ServeStreamsAsync());
    }

    public IPEndPoint Address { get; }

    /// <summary>Error code of every answer; 0 for none.</summary>
    public int Error { get; set; }

    /// <summary>How many questions came by TCP.</summary>
    public int Streams { get; private set; }

    /// <summary>Replaces the answer to a question before it is sent.</summary>
    public Func<byte[], byte[]>? Spoil { get; set; }

    public void Text(string name, string text) =>
        _records.GetOrAdd((name, 16), _ => []).Add([.. Encoding.UTF8.GetBytes(text).Chunk(255).SelectMany(c => c.Prepend((byte)c.Length))]);

    public void Mail(string name, string host) => _records.GetOrAdd((name, 15), _ => []).Add([0, 10, .. Labels(host), 0]);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _datagrams.Dispose();
        _streams.Stop();
        await _serving;
        _closing.Dispose();
    }

    // A port that is free by TCP may be taken by UDP: another one is tried then.
    private TcpListener StartOnAPortFreeForBoth()
    {
        for (var attempt = 1; ; attempt++)
        {
            var streams = new TcpListener(IPAddress.Loopback, 0);
            streams.Start();
            try
            {
                _datagrams.Bind(streams.LocalEndpoint);
                return streams;
            }
            catch (SocketException) when (attempt < 20)
            {
                streams.Stop();
            }
        }
    }

    private async Task ServeDatagramsAsync()
    {
        const int MostDatagram = 512;
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var (length, from) = await ReceiveAsync(buffer);
                var answer = AnswerTo(buffer[..length]);
                if (answer.Length > MostDatagram) answer = [.. answer[..2], (byte)(answer[2] | 2), .. answer[3..6], 0, 0, .. answer[8..length]];
                await _datagrams.SendToAsync(Spoil?.Invoke(answer) ?? answer, from, _closing.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Closed.
        }
    }

    private async Task<(int Length, EndPoint From)> ReceiveAsync(byte[] buffer)
    {
        var got = await _datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
        return (got.ReceivedBytes, got.RemoteEndPoint);
    }

    private async Task ServeStreamsAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _streams.AcceptTcpClientAsync(_closing.Token);
                Streams++;
                var stream = client.GetStream();
                var length = new byte[2];
                await stream.ReadExactlyAsync(length, _closing.Token);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question, _closing.Token);
                var answer = AnswerTo(question);
                await stream.WriteAsync((byte[])[(byte)(answer.Length >> 8), (byte)answer.Length, .. answer], _closing.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Closed.
        }
    }

    private byte[] AnswerTo(byte[] question)
    {
        var (labels, at) = (new List<string>(), 12);
        for (; question[at] != 0; at += question[at] + 1) labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        var found = Error == 0 ? _records.GetValueOrDefault((string.Join('.', labels), type), []) : [];
        var known = _records.Keys.Any(k => k.Name == string.Join('.', labels));
        var code = Error != 0 ? Error : known ? 0 : 3;
        return
        [
            .. question[..2], 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)found.Count, 0, 0, 0, 0, .. question[12..],
            // 0xC00C: the name of the question.
            .. found.SelectMany(data => new byte[] { 0xC0, 12, 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length }.Concat(data)),
        ];
    }

    private static IEnumerable<byte> Labels(string name) => name.Split('.').SelectMany(l => new[] { (byte)l.Length }.Concat(Encoding.ASCII.GetBytes(l)));
}
