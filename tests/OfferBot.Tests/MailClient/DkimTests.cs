using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Mime;

namespace OfferBot.Tests.MailClient;

public sealed class DkimTests
{
    private static readonly DateTimeOffset SignedAt = new(2026, 8, 10, 7, 30, 0, TimeSpan.Zero);

    // Verifies with the program of others (dkimpy), the DNS record given by hand.
    internal const string Verifier = """
        import sys, dkim
        record = sys.argv[1].encode()
        message = sys.stdin.buffer.read()
        asked = []
        def dns(name, timeout=5):
            asked.append(name.decode() if isinstance(name, bytes) else name)
            return record
        try:
            good = dkim.DKIM(message, minkey=1024).verify(0, dnsfunc=dns)
        except dkim.ValidationError:
            good = False
        print(good, *[name.rstrip('.') for name in asked])
        """;

    [PythonFact("dkim")]
    public async Task A_signature_is_good_for_others_and_any_change_breaks_it()
    {
        using var key = DkimKey.Create();
        var signer = new DkimSigner("Example.org", "r1", key);
        var signed = signer.Sign(MimeWriter.Write(Mails.Digest()), SignedAt);
        Assert.Equal("True r1._domainkey.example.org", await VerifyAsync(signed, key));
        var text = Encoding.ASCII.GetString(signed);
        (string From, string To)[] changes =
        [
            ("\r\nSubject: ", "\r\nSubject: Re "), ("mer", "ner"), ("\r\nFrom: ", "\r\nFrom: x@example.org\r\nFrom: "),
            ("\r\nMIME-Version", "\r\nCc: x@example.org\r\nMIME-Version"), ("One-Click", "Two-Click"), ("/unsubscribe/abc", "/unsubscribe/xyz"),
            ("\r\nMIME-Version", "\r\nReply-To: x@example.org\r\nMIME-Version"), ("\r\nMIME-Version", "\r\nList-Unsubscribe-Post: x\r\nMIME-Version"),
        ];
        foreach (var (from, to) in changes)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            var changed = ReplaceFirst(text, from, to);
            Assert.StartsWith("False", await VerifyAsync(Encoding.ASCII.GetBytes(changed), key), StringComparison.Ordinal);
        }
    }

    [PythonFact("dkim")]
    public async Task Keys_of_both_kinds_of_PEM_sign_alike()
    {
        using var rsa = RSA.Create(2048);
        using var first = DkimKey.FromPem(rsa.ExportRSAPrivateKeyPem());
        using var second = DkimKey.FromPem(rsa.ExportPkcs8PrivateKeyPem());
        var message = MimeWriter.Write(Mails.Plain());
        var signed = new DkimSigner("example.org", "r1", first).Sign(message, SignedAt);
        Assert.Equal(signed, new DkimSigner("example.org", "r1", second).Sign(message, SignedAt));
        Assert.Equal("True r1._domainkey.example.org", await VerifyAsync(signed, first));
        Assert.Equal(first.DnsRecord, second.DnsRecord);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_file_that_is_no_key_is_refused(string pem) => Assert.Throws<FormatException>(() => DkimKey.FromPem(pem));

    [Fact]
    public void Keys_that_cannot_sign_or_are_too_short_are_refused()
    {
        using var rsa = RSA.Create(2048);
        using var shortRsa = RSA.Create(512);
        using var ec = ECDsa.Create();
        Assert.Throws<FormatException>(() => DkimKey.FromPem(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<FormatException>(() => DkimKey.FromPem(shortRsa.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<FormatException>(() => DkimKey.FromPem(ec.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public void The_record_fits_into_strings_of_255_characters()
    {
        using var key = DkimKey.Create();
        var strings = key.DnsRecordInStrings.Split("\" \"").Select(s => s.Trim('"')).ToList();
        Assert.Equal(2, strings.Count);
        Assert.All(strings, s => Assert.True(s.Length <= 255));
        Assert.Equal(key.DnsRecord, string.Concat(strings));
        Assert.StartsWith("v=DKIM1; k=rsa; p=MIIB", key.DnsRecord, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_signer_serves_many_threads()
    {
        using var key = DkimKey.Create();
        var signer = new DkimSigner("example.org", "r1", key);
        var message = MimeWriter.Write(Mails.Digest());
        var expected = signer.Sign(message, SignedAt);
        var signed = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => signer.Sign(message, SignedAt))));
        Assert.All(signed, s => Assert.Equal(expected, s));
    }

    // RFC 6376 §3.4.5, the header of its example, folded and with blanks in odd places.
    [Fact]
    public void The_standards_example_comes_out_canonical()
    {
        using var header = new ByteBuffer();
        Relaxed.Header("A", " X"u8, header);
        header.Append("\r\n"u8);
        Relaxed.Header("B ".TrimEnd(), " Y\t\r\n\tZ  "u8, header);
        Assert.Equal("a:X\r\nb:Y Z", Encoding.ASCII.GetString(header.Span));
        using var body = new ByteBuffer();
        Relaxed.Body(" C \r\nD \t E\r\n\r\n\r\n"u8, body);
        Assert.Equal(" C\r\nD E\r\n", Encoding.ASCII.GetString(body.Span));
    }

    // RFC 8463 appendix A: the message, the public key and the rsa-sha256 signature over it.
    [Fact]
    public void The_published_signature_is_over_the_hash_that_is_signed_here()
    {
        var message = "From: Joe SixPack <joe@football.example.com>\r\nTo: Suzie Q <suzie@shopping.example.net>\r\nSubject: Is dinner ready?\r\n"u8.ToArray()
            .Concat("Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\nMessage-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\r\n"u8.ToArray())
            .Concat("Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n\r\n"u8.ToArray()).ToArray();
        var fields = HeaderFields.Read(message);
        Assert.Equal("2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=", DkimSigner.BodyHash(message.AsSpan(fields.BodyStart)));
        var unsigned = " v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b="u8;
        var hash = DkimSigner.HeaderHash(message, fields, ["from", "to", "subject", "date", "message-id", "from", "subject", "date"], unsigned);
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String("MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"), out _);
        var published = Convert.FromBase64String("F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2JzdA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=");
        Assert.True(rsa.VerifyHash(hash, published, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void The_hash_of_no_body_is_the_one_of_the_standard()
    {
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", DkimSigner.BodyHash(""u8));
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", DkimSigner.BodyHash("\r\n\r\n"u8));
    }

    private static async Task<string> VerifyAsync(byte[] message, DkimKey key) => (await Python.RunAsync(Verifier, message, key.DnsRecord)).Trim();

    private static string ReplaceFirst(string text, string from, string to) =>
        string.Create(CultureInfo.InvariantCulture, $"{text[..text.IndexOf(from, StringComparison.Ordinal)]}{to}{text[(text.IndexOf(from, StringComparison.Ordinal) + from.Length)..]}");
}
