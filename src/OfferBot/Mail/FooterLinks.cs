using System.Security.Cryptography;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Mail;

/// <summary>
/// Links at the end of a letter. A letter is rendered once for all of its readers, with stand-ins for what is personal;
/// each reader's own are put in their place.
/// </summary>
/// <param name="View">The letter's page, the same for all.</param>
public sealed record FooterLinks(Uri View)
{
    // Drawn anew at each start, so that no offer can hold one.
    private static readonly string Reader = $"https://{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}.invalid";

    public static string Preferences { get; } = $"{Reader}/preferences";

    public static string Unsubscribe { get; } = $"{Reader}/unsubscribe";

    /// <summary>The stand-ins, in the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> StandIns { get; } = [Preferences, Unsubscribe];

    /// <summary>What a reader gets in their place.</summary>
    public static IReadOnlyList<string> Of(PersonalUrls urls) => [urls.Preferences.AbsoluteUri, urls.Unsubscribe.AbsoluteUri];

    /// <summary>A rendered text with the reader's own links.</summary>
    public static string Personal(string rendered, PersonalUrls urls) =>
        rendered.Replace(Preferences, urls.Preferences.AbsoluteUri, StringComparison.Ordinal).Replace(Unsubscribe, urls.Unsubscribe.AbsoluteUri, StringComparison.Ordinal);
}
