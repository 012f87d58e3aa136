using System.Net;
using System.Text;

namespace OfferBot.MailClient.Smtp;

/// <summary>AUTH (RFC 4954): OAUTHBEARER or XOAUTH2 with a token, else PLAIN, else LOGIN.</summary>
internal sealed class Authentication(SmtpWire wire, SmtpCapabilities capabilities, SmtpOptions options, bool isEncrypted)
{
    // RFC 5321 §4.5.3.1.4; longer first answers wait for the server's go-ahead.
    private const int LongestCommand = 510;

    public async Task RunAsync(CancellationToken ct)
    {
        if (options.Username is not { } user) return;
        if (!isEncrypted && !options.AllowPlaintextAuth && !IsLoopback())
            throw new CapabilityMissingException($"User name and password would go to {options.Host} in clear: set Security to StartTls or Tls.");
        if (options.AccessToken is { } source) await WithTokenAsync(user, source, ct);
        else if (capabilities.Offers("PLAIN")) Accept(await AnswerAsync("PLAIN", $"\0{user}\0{options.Password}"));
        else if (capabilities.Offers("LOGIN")) Accept(await LoginAsync(user, options.Password ?? ""));
        else throw Missing("PLAIN or LOGIN");
    }

    private async Task WithTokenAsync(string user, AccessTokenSource source, CancellationToken ct)
    {
        var mechanism = capabilities.Offers("XOAUTH2") ? "XOAUTH2" : capabilities.Offers("OAUTHBEARER") ? "OAUTHBEARER" : throw Missing("XOAUTH2 or OAUTHBEARER");
        var reply = await AnswerAsync(mechanism, TokenAnswer(mechanism, user, await source(false, ct)));
        // A token that was fresh when it was kept may have expired since: one more try with a new one.
        if (reply.Code == 535) reply = await AnswerAsync(mechanism, TokenAnswer(mechanism, user, await source(true, ct)));
        Accept(reply);
    }

    // RFC 7628 §3.1 and Google's and Microsoft's description of XOAUTH2.
    private string TokenAnswer(string mechanism, string user, string token) => mechanism == "XOAUTH2"
        ? $"user={user}\u0001auth=Bearer {token}\u0001\u0001"
        : $"n,a={user.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal)},\u0001host={options.Host}\u0001port={options.Port}\u0001auth=Bearer {token}\u0001\u0001";

    private async Task<SmtpReply> AnswerAsync(string mechanism, string answer)
    {
        var encoded = Encode(answer);
        var line = $"AUTH {mechanism} {encoded}";
        SmtpReply reply;
        if (line.Length <= LongestCommand || mechanism is "XOAUTH2" or "OAUTHBEARER") reply = await CommandAsync(line);
        else
        {
            reply = await CommandAsync($"AUTH {mechanism}");
            if (reply.Code == 334) reply = await CommandAsync(encoded);
        }

        // The server tells why in a challenge and waits for an empty answer (XOAUTH2) or a single 0x01 (RFC 7628 §3.2.3) before it refuses.
        if (reply.Code == 334) reply = await CommandAsync(mechanism == "OAUTHBEARER" ? "AQ==" : "");
        return reply;
    }

    private async Task<SmtpReply> LoginAsync(string user, string password)
    {
        var reply = await CommandAsync("AUTH LOGIN");
        if (reply.Code == 334) reply = await CommandAsync(Encode(user));
        if (reply.Code == 334) reply = await CommandAsync(Encode(password));
        return reply;
    }

    private async Task<SmtpReply> CommandAsync(string line)
    {
        await wire.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), options.Timeouts.Block);
        return await wire.ReadReplyAsync(options.Timeouts.Command, "AUTH");
    }

    private void Accept(SmtpReply reply)
    {
        if (reply.Code == 235) return;
        if (reply.IsTransient) throw new SmtpBrokenException($"{options.Host} cannot authenticate at present: {reply}", reply: reply);
        throw new AuthenticationFailedException($"{options.Host} does not accept the user name and password (or token): {reply}.{Advice(reply.Text)}", reply);
    }

    // "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant"; "5.7.8 Username and Password not accepted. ... Application-specific password required"
    private static string Advice(string text)
    {
        if (text.Contains("SmtpClientAuthentication is disabled", StringComparison.OrdinalIgnoreCase))
            return " An administrator of the Microsoft 365 tenant has to allow authenticated SMTP for this mailbox, or OAuth has to be used.";
        if (text.Contains("Application-specific password", StringComparison.OrdinalIgnoreCase))
            return " Google wants an app password here, made in the account's security settings.";
        return "";
    }

    private bool IsLoopback() => wire.Socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);

    private CapabilityMissingException Missing(string mechanisms) =>
        new($"{options.Host}:{options.Port} offers no AUTH {mechanisms} (it offers: {(capabilities.AuthMechanisms.Count == 0 ? "none" : string.Join(' ', capabilities.AuthMechanisms))}).");

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
