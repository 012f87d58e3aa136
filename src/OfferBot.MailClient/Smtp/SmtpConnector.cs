using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace OfferBot.MailClient.Smtp;

/// <summary>What came of opening a connection.</summary>
internal abstract record Connected
{
    public sealed record Ready(SmtpWire Wire, SmtpCapabilities Capabilities) : Connected;

    /// <summary>The server is not to be had at present.</summary>
    public sealed record Unavailable(SendOutcome.Later Outcome) : Connected;

    private Connected()
    {
    }
}

/// <summary>Opens connections: TCP without Nagle, greeting, EHLO, TLS, AUTH.</summary>
internal sealed class SmtpConnector(SmtpOptions options, TimeProvider clock)
{
    private readonly SmtpTimeouts _timeouts = options.Timeouts;

    public async Task<Connected> ConnectAsync(CancellationToken ct)
    {
        // Nagle's algorithm and delayed acknowledgements together cost 40 ms a message.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SmtpWire? wire = null;
        Connected.Ready? ready = null;
        try
        {
            using var deadline = new CancellationTokenSource(_timeouts.Connect, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
            await socket.ConnectAsync(options.Host, options.Port, either.Token);
            wire = new SmtpWire(socket, clock);
            return ready = new Connected.Ready(wire, await GreetAsync(wire, ct));
        }
        catch (SmtpBrokenException e)
        {
            return new Connected.Unavailable(new SendOutcome.Later(e.Message, LaterScope.Server, e.Reply));
        }
        catch (SocketException e)
        {
            return new Connected.Unavailable(new SendOutcome.Later($"{options.Host}:{options.Port} cannot be reached: {e.Message}", LaterScope.Server));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Connected.Unavailable(new SendOutcome.Later($"{options.Host}:{options.Port} did not answer in time.", LaterScope.Server));
        }
        finally
        {
            if (ready is null)
            {
                wire?.Dispose();
                socket.Dispose();
            }
        }
    }

    private async Task<SmtpCapabilities> GreetAsync(SmtpWire wire, CancellationToken ct)
    {
        if (options.Security == SmtpSecurity.Tls) await EncryptAsync(wire, ct);
        var greeting = await wire.ReadReplyAsync(_timeouts.Greeting, "the connection");
        if (greeting.Code != 220) throw Turned(greeting);
        var capabilities = await HelloAsync(wire);
        if (options.Security == SmtpSecurity.StartTls)
        {
            await StartTlsAsync(wire, capabilities, ct);
            capabilities = await HelloAsync(wire);
        }

        await new Authentication(wire, capabilities, options, options.Security != SmtpSecurity.None).RunAsync(ct);
        return capabilities;
    }

    private async Task<SmtpCapabilities> HelloAsync(SmtpWire wire)
    {
        var name = OwnName(wire.Socket);
        await SayAsync(wire, $"EHLO {name}");
        var lines = await wire.ReadLinesAsync(_timeouts.Command, "EHLO");
        if (lines[^1].Code == 250) return SmtpCapabilities.Read(lines);
        // Only a server without any extension may be greeted the old way; it then has no STARTTLS either, which is checked.
        if (lines[^1].Code is not (500 or 502 or 504 or 550)) throw Turned(lines[^1]);
        await SayAsync(wire, $"HELO {name}");
        var reply = await wire.ReadReplyAsync(_timeouts.Command, "HELO");
        return reply.Code == 250 ? SmtpCapabilities.Bare : throw Turned(reply);
    }

    private async Task StartTlsAsync(SmtpWire wire, SmtpCapabilities capabilities, CancellationToken ct)
    {
        if (!capabilities.StartTls)
            throw new CapabilityMissingException($"{options.Host}:{options.Port} offers no STARTTLS, so nothing is sent. Use the server's port for TLS (465, Security Tls), or look for who takes STARTTLS out on the way.");
        await SayAsync(wire, "STARTTLS");
        var reply = await wire.ReadReplyAsync(_timeouts.Command, "STARTTLS");
        if (reply.IsTransient) throw Turned(reply);
        if (reply.Code != 220) throw new TlsFailedException($"{options.Host}:{options.Port} announces STARTTLS but refuses it: {reply}");
        await EncryptAsync(wire, ct);
    }

    private async Task EncryptAsync(SmtpWire wire, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(_timeouts.Connect, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        await TlsUpgrade.ApplyAsync(wire, options, either.Token);
    }

    private Task SayAsync(SmtpWire wire, string command) => wire.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), _timeouts.Block);

    private SmtpBrokenException Turned(SmtpReply reply) =>
        new($"{options.Host}:{options.Port} takes no mail at present: {reply}", reply: reply);

    // RFC 5321 §4.1.3: a machine without a full name gives its address.
    private string OwnName(Socket socket)
    {
        if (options.EhloName is { } name) return name;
        var network = IPGlobalProperties.GetIPGlobalProperties();
        var full = network.DomainName.Length > 0 ? $"{network.HostName}.{network.DomainName}" : network.HostName;
        if (full.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(full) == UriHostNameType.Dns && Ascii.IsValid(full)) return full;
        var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? string.Create(CultureInfo.InvariantCulture, $"[IPv6:{address}]")
            : $"[{address}]";
    }
}
