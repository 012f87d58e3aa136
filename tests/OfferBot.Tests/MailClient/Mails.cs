using OfferBot.MailClient;

namespace OfferBot.Tests.MailClient;

/// <summary>Messages to test with.</summary>
internal static class Mails
{
    public static readonly DateTimeOffset Morning = new(2026, 8, 10, 9, 30, 0, TimeSpan.FromHours(2));

    public static MailMessage Plain(string to = "anne@example.org", string subject = "Une offre", string text = "Bonjour") => new()
    {
        From = MailAddress.Parse("Les offres <offres@example.org>"),
        To = MailAddress.Parse(to),
        Subject = HeaderValue.Clean(subject),
        MessageId = MessageId.For($"{to} {subject}", "example.org"),
        Date = Morning,
        Text = text,
    };

    public static MailMessage Digest() => Plain(subject: "Chargé·e de projet à Lille, et 11 autres offres — semaine du 10 août") with
    {
        Text = "Chargé·e de projet — Lille\r\n\r\n.\nFrom here on: 100 % = égalité   \n" + string.Join(' ', Enumerable.Repeat("très longue ligne sans fin", 40)) + "\n",
        Html = "<!doctype html>\n<html lang=\"fr\"><body>" + string.Concat(Enumerable.Repeat("<p style=\"margin:0\">Été à la mer — 12 €</p>", 60)) + "<img src=\"cid:logo@example.org\"></body></html>\n",
        Related = [new MailFile("logo.png", "image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 255 }) { ContentId = MessageId.Parse("logo@example.org") }],
        List = new ListHeaders
        {
            Id = "offres.example.org",
            Name = HeaderValue.Clean("Offres de l’économie sociale"),
            UnsubscribePage = new Uri("https://example.org/unsubscribe/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789"),
            UnsubscribeMail = new Uri("mailto:unsubscribe@example.org?subject=stop%20abc"),
            Help = new Uri("https://example.org/help"),
        },
        Extra = [new MailHeader(HeaderName.Parse("Feedback-ID"), HeaderValue.Literal("weekly:digest:offerbot:example"))],
    };
}
