using System.Security.Cryptography;

namespace OfferBot.MailClient.Dkim;

/// <summary>
/// The private key that signs a domain's mail, and the DNS record that lets others check it (RFC 6376 §3.6.1). RSA of 1024 to 4096
/// bits (RFC 8301 §3.2), 2048 being the one to take. Safe to share between threads: signing reads the key and changes nothing.
/// </summary>
public sealed class DkimKey : IDisposable
{
    private const int RecordStringLength = 255;
    private readonly RSA _rsa;

    private DkimKey(RSA rsa)
    {
        _rsa = rsa;
        PublicKey = Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The key's length in bits.</summary>
    public int Bits => _rsa.KeySize;

    /// <summary>The text of the TXT record at <c>selector._domainkey.domain</c>.</summary>
    public string DnsRecord => $"v=DKIM1; k=rsa; p={PublicKey}";

    /// <summary>The same record as quoted strings of at most 255 characters: the form that zone files and many DNS panels want.</summary>
    public string DnsRecordInStrings => string.Join(' ', DnsRecord.Chunk(RecordStringLength).Select(c => $"\"{new string(c)}\""));

    private string PublicKey { get; }

    /// <summary>Draws a new key.</summary>
    public static DkimKey Create(int bits = 2048) => new(Checked(RSA.Create(bits)));

    /// <summary>Reads a private key in PEM, PKCS#1 ("RSA PRIVATE KEY") or PKCS#8 ("PRIVATE KEY"). Throws <see cref="FormatException"/> with what is wrong.</summary>
    public static DkimKey FromPem(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            rsa.ExportSubjectPublicKeyInfo();
            if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal)) throw new FormatException("The DKIM key file holds a public key; signing needs the private one.");
            return new DkimKey(Checked(rsa));
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            throw new FormatException("The DKIM key file is not an RSA private key in PEM (\"-----BEGIN PRIVATE KEY-----\"), without passphrase.", e);
        }
        catch (FormatException)
        {
            rsa.Dispose();
            throw;
        }
    }

    /// <summary>The private key in PEM (PKCS#8): a secret.</summary>
    public string ToPem() => _rsa.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc/>
    public void Dispose() => _rsa.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> hash) => _rsa.SignHash(hash.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static RSA Checked(RSA rsa) => rsa.KeySize is >= 1024 and <= 4096
        ? rsa
        : throw new FormatException($"A DKIM key has 1024 to 4096 bits, best 2048; this one has {rsa.KeySize}.");
}
