using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace OfferBot.MailClient.Dns;

/// <summary>
/// Asks name servers for TXT and MX records (RFC 1035), which .NET itself does not look up. A stub resolver: the servers do the work; by UDP, and by TCP
/// where an answer does not fit. Nothing is cached.
/// </summary>
/// <param name="servers">Asked one after the other until one answers.</param>
/// <param name="clock">The only clock.</param>
public sealed class DnsLookup(IReadOnlyList<IPEndPoint> servers, TimeProvider clock)
{
    private const int MostBytes = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The name servers of this machine.</summary>
    public static IReadOnlyList<IPEndPoint> OfSystem() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces().Where(i => i.OperationalStatus != OperationalStatus.Down)
            .SelectMany(i => i.GetIPProperties().DnsAddresses).Distinct().Take(3).Select(a => new IPEndPoint(a, 53)),
    ];

    /// <summary>The texts that stand at a name.</summary>
    public Task<DnsAnswer> TextsAsync(string name, CancellationToken ct) => AskAsync(name, DnsType.Txt, ct);

    /// <summary>The hosts that take mail for a domain.</summary>
    public Task<DnsAnswer> MailHostsAsync(string domain, CancellationToken ct) => AskAsync(domain, DnsType.Mx, ct);

    private async Task<DnsAnswer> AskAsync(string text, DnsType type, CancellationToken ct)
    {
        if (DnsMessage.NameOf(text) is not { } name) return new DnsAnswer.Unknown("This is not a name that DNS can hold.");
        var question = DnsMessage.Question(BinaryPrimitives.ReadUInt16BigEndian(RandomNumberGenerator.GetBytes(2)), name, type);
        DnsAnswer answer = new DnsAnswer.Unknown("This machine names no name server.");
        foreach (var server in servers)
        {
            answer = await AskAsync(server, question, type, ct);
            if (answer is DnsAnswer.Found) break;
        }

        return answer;
    }

    private async Task<DnsAnswer> AskAsync(IPEndPoint server, byte[] question, DnsType type, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            var answer = await ByDatagramAsync(server, question, either.Token);
            if (DnsMessage.IsCut(answer)) answer = await ByStreamAsync(server, question, either.Token);
            return DnsMessage.Read(answer, question.Length, type);
        }
        catch (Exception fault) when (fault is SocketException or EndOfStreamException)
        {
            return new DnsAnswer.Unknown($"The name server {server} cannot be asked: {fault.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new DnsAnswer.Unknown($"The name server {server} did not answer within {Patience.TotalSeconds} seconds.");
        }
    }

    // Connected, so that only this server is heard; what does not answer the question is left aside.
    private static async Task<byte[]> ByDatagramAsync(IPEndPoint server, byte[] question, CancellationToken ct)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, ct);
        await socket.SendAsync(question, ct);
        var buffer = new byte[MostBytes];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, ct);
            if (DnsMessage.Answers(buffer.AsSpan(0, length), question)) return buffer[..length];
        }
    }

    // Two bytes of length stand before each message (RFC 1035 §4.2.2).
    private static async Task<byte[]> ByStreamAsync(IPEndPoint server, byte[] question, CancellationToken ct)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, ct);
        await using var stream = new NetworkStream(socket);
        byte[] asked = [(byte)(question.Length >> 8), (byte)question.Length, .. question];
        await stream.WriteAsync(asked, ct);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, ct);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, ct);
        return DnsMessage.Answers(answer, question) ? answer : throw new EndOfStreamException("It answered another question.");
    }
}
