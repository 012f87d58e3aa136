namespace OfferBot.MailClient;

/// <summary>
/// The header fields of a mailing list: List-Id (RFC 2919), List-Unsubscribe and List-Help (RFC 2369) and one-click
/// unsubscribing (RFC 8058). They are written as they are: never encoded, never folded inside the angle brackets.
/// </summary>
public sealed record ListHeaders
{
    // The line limit of RFC 5322 §2.1.1 less the longest field name.
    private const int LongestUri = 900;

    /// <summary>A stable name of the list in the form of a domain, <c>offres.example.org</c>; null leaves the field out.</summary>
    public string? Id { get; init => field = Checked(value); }

    /// <summary>The list's name for a reader, written before the id.</summary>
    public HeaderValue? Name { get; init; }

    /// <summary>Where unsubscribing happens; one-click (RFC 8058) is announced when it is https, or a loopback address on trial.</summary>
    public Uri? UnsubscribePage { get; init => field = Checked(value, Uri.UriSchemeHttps, Uri.UriSchemeHttp); }

    /// <summary>A mailto: address for those who unsubscribe by mail.</summary>
    public Uri? UnsubscribeMail { get; init => field = Checked(value, Uri.UriSchemeMailto); }

    /// <summary>Where help about the list is.</summary>
    public Uri? Help { get; init => field = Checked(value, Uri.UriSchemeHttps, Uri.UriSchemeHttp, Uri.UriSchemeMailto); }

    internal bool HasOneClick => UnsubscribePage is { } page && (page.Scheme == Uri.UriSchemeHttps || page.IsLoopback);

    internal static string Bracketed(Uri uri) => $"<{Written(uri)}>";

    private static string? Checked(string? id)
    {
        var safe = id is null || (id.Length is > 0 and <= 255 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
        return safe ? id : throw new FormatException("A List-Id is made of letters, digits, dots and hyphens.");
    }

    private static Uri? Checked(Uri? uri, params ReadOnlySpan<string> schemes)
    {
        if (uri is null) return null;
        if (!uri.IsAbsoluteUri || !schemes.Contains(uri.Scheme)) throw new FormatException($"A list header cannot hold a {(uri.IsAbsoluteUri ? uri.Scheme : "relative")} address.");
        var text = Written(uri);
        var safe = text.Length <= LongestUri && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && text.AsSpan().IndexOfAny("<>,\"") < 0;
        return safe ? uri : throw new FormatException("A list header holds addresses of printable ASCII without comma, at most 900 characters.");
    }

    // AbsoluteUri escapes everything but the host, which goes out as punycode.
    private static string Written(Uri uri) => uri.Scheme == Uri.UriSchemeMailto || uri.Host == uri.IdnHost
        ? uri.AbsoluteUri
        : new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
}
