using System.Diagnostics;
using OfferBot.MailClient.Dkim;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.MailClient;

/// <summary>OpenDKIM as a judge of signatures: the verifier that many mail servers run.</summary>
internal static class OpenDkim
{
    private const string Program = "/usr/sbin/opendkim";

    /// <summary>Verifies a mail against the key that would stand in DNS under a name: <c>r1._domainkey.example.org</c>.</summary>
    public static async Task AssertAcceptsAsync(byte[] mail, DkimKey key, string record)
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("mail.eml"), mail);
        folder.Write("dns", $"{record} {key.DnsRecord}\n");
        folder.Write("opendkim.conf", $"Mode v\nTestDNSData {folder.File("dns")}\n");
        using var process = Process.Start(new ProcessStartInfo(Program, ["-x", folder.File("opendkim.conf"), "-t", folder.File("mail.eml"), "-v"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var (selector, domain) = (record.Split("._domainkey.")[0], record.Split("._domainkey.")[1]);
        Assert.True(process.ExitCode == 0 && output.Contains($"verification (s={selector}, d={domain}, 2048-bit key) succeeded", StringComparison.Ordinal), output + await errors);
    }
}
