using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using OfferBot.MailClient.Smtp;

namespace OfferBot.Tests.MailClient;

/// <summary>Postfix, OpenSMTPD and Dovecot on loopback, as scripts/mail-lab/up.sh starts them.</summary>
internal static class MailLab
{
    public const int StartTls = 12587;
    public const int Tls = 12465;
    public const int NoStartTls = 12526;
    public const int Bare = 12528;
    public const int OpenSmtpd = 12530;

    // Waits until a mailbox holds so many mails (Dovecot gets them a moment after Postfix has taken them) and prints them.
    private const string Fetch = """
        import sys, imaplib, json, base64, time
        user, count = sys.argv[1], int(sys.argv[2])
        end = time.time() + 60
        while True:
            box = imaplib.IMAP4('127.0.0.1', 12143)
            box.login(user, 's3cret')
            found = int(box.select('INBOX', readonly=True)[1][0])
            if found >= count or time.time() > end: break
            box.logout()
            time.sleep(0.1)
        mails = [box.fetch(str(i + 1), '(BODY.PEEK[])')[1][0][1] for i in range(found)]
        print(json.dumps([base64.b64encode(m).decode() for m in mails]))
        """;

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("MAIL_LAB") is { Length: > 0 } folder ? folder : null;

    public static X509Certificate2 Authority() => X509CertificateLoader.LoadCertificateFromFile(Path.Combine(Folder!, "tls", "authority.pem"));

    public static SmtpOptions Options(int port, SmtpSecurity security) => new()
    {
        Host = "localhost",
        Port = port,
        Security = security,
        Username = security == SmtpSecurity.None ? null : "offerbot@example.org",
        Password = "s3cret",
        TrustedAuthorities = [Authority()],
    };

    /// <summary>The mails of a mailbox through Dovecot's IMAP, once there are <paramref name="count"/> of them.</summary>
    public static async Task<IReadOnlyList<byte[]>> ReadBackAsync(string user, int count)
    {
        var mails = await Python.JsonAsync(Fetch, [], user, $"{count}");
        return [.. mails.EnumerateArray().Select(m => Convert.FromBase64String(m.GetString()!))];
    }

    /// <summary>An access token as the lab's Dovecot checks it: a JWT signed with the lab's key.</summary>
    public static string Token(string user, DateTimeOffset expires)
    {
        var key = Convert.FromBase64String(File.ReadAllText(Path.Combine(Folder!, "dovecot", "keys", "default", "HS256", "lab")));
        var head = Part("""{"alg":"HS256","typ":"JWT","kid":"lab"}""");
        var claims = Part(JsonSerializer.Serialize(new { email = user, sub = user, iat = expires.ToUnixTimeSeconds() - 7200, exp = expires.ToUnixTimeSeconds() }));
        var signature = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{head}.{claims}"));
        return $"{head}.{claims}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    private static string Part(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}

/// <summary>A test against real servers; skipped where the lab is not up.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LabFactAttribute : FactAttribute
{
    public LabFactAttribute()
    {
        if (MailLab.Folder is null) Skip = "needs scripts/mail-lab/up.sh and MAIL_LAB";
    }
}

/// <summary>As <see cref="LabFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LabTheoryAttribute : TheoryAttribute
{
    public LabTheoryAttribute()
    {
        if (MailLab.Folder is null) Skip = "needs scripts/mail-lab/up.sh and MAIL_LAB";
    }
}
