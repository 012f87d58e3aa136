using OfferBot.Core.Subscriptions;

namespace OfferBot.Mail;

/// <summary>
/// Links at the end of a letter. A letter is rendered once for all of its readers, with stand-ins for what is personal;
/// <see cref="Personal"/> puts each reader's own in their place.
/// </summary>
/// <param name="View">The letter's page, the same for all.</param>
public sealed record FooterLinks(Uri View)
{
    public const string Preferences = "https://reader.invalid/preferences";

    public const string Unsubscribe = "https://reader.invalid/unsubscribe";

    /// <summary>A rendered text with the reader's own links.</summary>
    public static string Personal(string rendered, PersonalUrls urls) =>
        rendered.Replace(Preferences, urls.Preferences.AbsoluteUri, StringComparison.Ordinal).Replace(Unsubscribe, urls.Unsubscribe.AbsoluteUri, StringComparison.Ordinal);
}
