using OfferBot.Core.Subscriptions;
using OfferBot.MailClient;

namespace OfferBot.Mail;

/// <summary>The brand at the head of a mail.</summary>
/// <param name="Brand">Name and colours.</param>
/// <param name="LogoSource">What the logo is taken from; null where the name stands alone.</param>
/// <param name="Files">What each mail carries along for it.</param>
public sealed record Letterhead(Brand Brand, string? LogoSource, IReadOnlyList<MailFile> Files)
{
    private const string ContentId = "logo@offerbot.invalid";

    /// <summary>Where people reach the pages, mails take the logo from there; otherwise each carries it.</summary>
    public static Letterhead Of(Brand brand, PersonalLinks links) => brand.Logo switch
    {
        Logo.Elsewhere elsewhere => new Letterhead(brand, elsewhere.Address.AbsoluteUri, []),
        Logo.Here when links.IsPublic => new Letterhead(brand, links.Page("logo").AbsoluteUri, []),
        Logo.Here here => new Letterhead(brand, "cid:" + ContentId, [new MailFile("logo." + here.Type.Split('/')[1], here.Type, here.Content) { ContentId = MessageId.Parse(ContentId) }]),
        _ => new Letterhead(brand, null, []),
    };

    /// <summary>A mail's HTML for a page of this machine, which has the logo at an address of its own.</summary>
    public static string OnPage(string html) => html.Replace("cid:" + ContentId, "/logo", StringComparison.Ordinal);
}
