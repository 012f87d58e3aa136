using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OfferBot.MailClient.Smtp;

/// <summary>Turns a connection into an encrypted one, and a refused certificate into words that say what to do.</summary>
internal static class TlsUpgrade
{
    public static async Task ApplyAsync(SmtpWire wire, SmtpOptions options, CancellationToken ct)
    {
        var name = options.TlsName ?? options.Host;
        string? complaint = null;
        var tls = new SslStream(wire.Stream, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(Settings(name, options.TrustedAuthorities, c => complaint = c), ct);
        }
        catch (AuthenticationException e)
        {
            await tls.DisposeAsync();
            throw new TlsFailedException(complaint ?? $"{options.Host}:{options.Port} and this program found no common TLS version or cipher: {e.Message}", e);
        }
        catch (IOException e)
        {
            await tls.DisposeAsync();
            // A server that speaks plain SMTP on this port, or none that speaks TLS, ends or garbles the handshake.
            throw new SmtpBrokenException($"The TLS handshake with {options.Host}:{options.Port} broke off; is Security right for this port (465: Tls, 587: StartTls)? {e.Message}", e);
        }

        wire.Switch(tls);
    }

    internal static SslClientAuthenticationOptions Settings(string name, IReadOnlyList<X509Certificate2> authorities, Action<string> complain)
    {
        return new SslClientAuthenticationOptions
        {
            TargetHost = name,
            // Versions are the operating system's choice. Revocation is not asked for: its servers fail more often than certificates do.
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                // The system's authorities have been asked by now.
                if (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 server && IsFrom(authorities, server, chain)) return true;
                if (errors != SslPolicyErrors.None) complain(Explain(name, certificate as X509Certificate2, chain, errors));
                return errors == SslPolicyErrors.None;
            },
        };
    }

    private static bool IsFrom(IReadOnlyList<X509Certificate2> authorities, X509Certificate2 server, X509Chain? presented)
    {
        if (authorities.Count == 0) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "TLS server"));
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        // What stands between the authority and the server comes with the server's certificate.
        if (presented is not null) chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        return chain.Build(server);
    }

    private static string Explain(string name, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return $"The mail server at {name} shows no certificate.";
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            var names = string.Join(", ", Names(certificate));
            return $"The mail server's certificate is not for {name} but for {names}: set the host to a name in the certificate, or TlsName where the server is reached by another one.";
        }

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return $"The mail server's certificate is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u} only: it has to be renewed, or this machine's clock is wrong.";
        return $"The mail server's certificate comes from an authority that is not trusted here ({certificate.Issuer}): if it is your own, give its certificate as a trusted authority.";
    }

    private static IEnumerable<string> Names(X509Certificate2 certificate)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (alternatives is null) return [certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)];
        return [.. alternatives.EnumerateDnsNames(), .. alternatives.EnumerateIPAddresses().Select(a => a.ToString())];
    }
}
