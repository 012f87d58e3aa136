namespace OfferBot.MailClient.Mime;

/// <summary>The parts of a message body (RFC 2046): a closed tree.</summary>
internal abstract record MimePart
{
    public sealed record Words(string Subtype, string Content) : MimePart;

    /// <summary>Words that are encoded already, with the values that belong between them.</summary>
    public sealed record Filled(string Subtype, IReadOnlyList<MailTemplate.Piece> Pieces, IReadOnlyList<string> Values) : MimePart;

    public sealed record Leaf(MailFile File, bool IsInline) : MimePart;

    public sealed record Multi(string Subtype, IReadOnlyList<MimePart> Parts) : MimePart;

    /// <summary>text, or text and html side by side, html with its images, all with the attachments: as deep as the message needs.</summary>
    public static MimePart Of(MailMessage message)
    {
        MimePart body = new Words("plain", message.Text);
        if (message.Html is { } html) body = new Multi("alternative", [body, WithImages(html, message.Related)]);
        if (message.Attachments.Count == 0) return body;
        return new Multi("mixed", [body, .. message.Attachments.Select(f => new Leaf(f, IsInline: false))]);
    }

    private static MimePart WithImages(string html, IReadOnlyList<MailFile> images)
    {
        var page = new Words("html", html);
        return images.Count == 0 ? page : new Multi("related", [page, .. images.Select(f => new Leaf(f, IsInline: true))]);
    }

    private MimePart()
    {
    }
}
