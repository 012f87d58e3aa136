using System.Globalization;
using System.Net;
using System.Text;
using OfferBot.MailClient.Smtp;

namespace OfferBot.MailClient.Imap;

/// <summary>
/// Reads the mails of a mailbox that nobody has read (RFC 3501), as little of the protocol as that takes: LOGIN, SELECT, UID SEARCH UNSEEN,
/// UID FETCH with BODY.PEEK, UID STORE +FLAGS (\Seen). One command at a time; nothing is ever deleted.
/// </summary>
public sealed class ImapMailbox : IAsyncDisposable
{
    private readonly ImapWire _wire;
    private readonly ImapOptions _options;
    private int _tag;

    private ImapMailbox(ImapWire wire, ImapOptions options) => (_wire, _options) = (wire, options);

    /// <summary>Connects, logs in and opens the mailbox. Throws <see cref="ImapException"/> and <see cref="TlsFailedException"/>.</summary>
    public static async Task<ImapMailbox> OpenAsync(ImapOptions options, TimeProvider clock, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Security == SmtpSecurity.None && !IsLoopback(options.Host)) throw new ImapException("Without TLS the password would travel in clear: use Tls (993) or StartTls (143).");
        var wire = await ImapWire.ConnectAsync(options, clock, ct);
        var mailbox = new ImapMailbox(wire, options);
        try
        {
            await mailbox.EnterAsync(ct);
            return mailbox;
        }
        catch
        {
            await wire.DisposeAsync();
            throw;
        }
    }

    /// <summary>The UIDs of mails that are not marked as read, oldest first.</summary>
    public async Task<IReadOnlyList<uint>> UnseenAsync(CancellationToken ct)
    {
        // "* SEARCH 4 7 9"
        var found = (await CommandAsync("UID SEARCH UNSEEN", ct)).Where(l => l.Text.StartsWith("* SEARCH", StringComparison.OrdinalIgnoreCase));
        return [.. found.SelectMany(l => l.Text["* SEARCH".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(n => uint.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) ? uid : 0).Where(uid => uid > 0).Distinct().Order()];
    }

    /// <summary>A mail's bytes, cut at <see cref="ImapOptions.MostBytes"/>; it stays unread. Null: it is gone.</summary>
    public async Task<byte[]?> FetchAsync(uint uid, CancellationToken ct)
    {
        // "* 3 FETCH (UID 7 BODY[]<0> {1234}" and 1234 bytes behind it
        var lines = await CommandAsync(string.Create(CultureInfo.InvariantCulture, $"UID FETCH {uid} (BODY.PEEK[]<0.{_options.MostBytes}>)"), ct);
        return lines.FirstOrDefault(l => l.Literal is not null && l.Text.Contains(" FETCH ", StringComparison.OrdinalIgnoreCase))?.Literal;
    }

    /// <summary>Marks a mail as read, so that it is not found again.</summary>
    public Task MarkSeenAsync(uint uid, CancellationToken ct) => CommandAsync(string.Create(CultureInfo.InvariantCulture, $"UID STORE {uid} +FLAGS.SILENT (\\Seen)"), ct);

    /// <summary>Says goodbye; that the server does not stay for it costs nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await CommandAsync("LOGOUT", CancellationToken.None);
        }
        catch (ImapException)
        {
            // It has gone already.
        }

        await _wire.DisposeAsync();
    }

    private async Task EnterAsync(CancellationToken ct)
    {
        var greeting = await _wire.ReadAsync(ct);
        if (!greeting.Text.StartsWith("* OK", StringComparison.OrdinalIgnoreCase)) throw new ImapException($"{_options.Host}:{_options.Port} does not greet as an IMAP server: {SafeText.Clean(greeting.Text)}");
        if (_options.Security == SmtpSecurity.StartTls)
        {
            await CommandAsync("STARTTLS", ct);
            await _wire.EncryptAsync(_options, ct);
        }

        await CommandAsync($"LOGIN {Quoted(_options.Username)} {Quoted(_options.Password)}", ct, "LOGIN");
        await CommandAsync($"SELECT {Quoted(_options.Mailbox)}", ct);
    }

    // The untagged lines of the answer. A refusal names the command only: LOGIN holds a password.
    private async Task<List<ImapLine>> CommandAsync(string command, CancellationToken ct, string? name = null)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"a{++_tag} ");
        await _wire.WriteAsync(tag + command, ct);
        var lines = new List<ImapLine>();
        while (true)
        {
            var line = await _wire.ReadAsync(ct);
            if (line.Text.StartsWith(tag, StringComparison.Ordinal))
            {
                if (line.Text.AsSpan(tag.Length).StartsWith("OK", StringComparison.OrdinalIgnoreCase)) return lines;
                throw new ImapException($"The mailbox refuses {name ?? command}: {SafeText.Clean(line.Text[tag.Length..])}");
            }

            if (line.Text.StartsWith("* BYE", StringComparison.OrdinalIgnoreCase) && command != "LOGOUT") throw new ImapException($"The server hangs up: {SafeText.Clean(line.Text[5..])}");
            if (lines.Count < 100_000) lines.Add(line);
        }
    }

    private static string Quoted(string text)
    {
        if (!Ascii.IsValid(text) || !SafeText.IsSafe(text)) throw new ImapException("User name, password and mailbox have to be printable ASCII.");
        return $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
