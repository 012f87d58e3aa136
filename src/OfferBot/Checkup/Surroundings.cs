using OfferBot.Core.Offers;
using OfferBot.MailClient.Dns;
using OfferBot.Settings;

namespace OfferBot.Checkup;

/// <summary>What the checks look at, and with what.</summary>
/// <param name="Settings">Well-formed settings.</param>
/// <param name="Words">Language of the report.</param>
/// <param name="Clock">The only clock.</param>
/// <param name="Web">Asks pages; null: nothing outside is asked.</param>
/// <param name="Dns">Asks name servers; null: nothing outside is asked.</param>
internal sealed record Surroundings(BotSettings Settings, OfferWording Words, TimeProvider Clock, HttpClient? Web, DnsLookup? Dns)
{
    /// <summary>Nothing outside of this machine is to be asked.</summary>
    public bool IsOffline => Web is null;

    /// <summary>One of two texts.</summary>
    public string Say(string french, string english) => Words.Say(french, english);
}

/// <summary>Looks at one thing outside of the program.</summary>
internal interface ICheck
{
    /// <summary>What there is to say; nothing that goes wrong outside is thrown.</summary>
    Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct);
}
