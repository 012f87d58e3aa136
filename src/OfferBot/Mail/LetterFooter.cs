using OfferBot.Core.Offers;
using OfferBot.Core.Queries;

namespace OfferBot.Mail;

/// <summary>The end of each letter about offers.</summary>
/// <param name="Why">Why the reader gets this.</param>
/// <param name="Leave">How to get no more of it, without any page.</param>
/// <param name="Links">Pages that the reader can go to; null where no page can be reached from outside.</param>
public sealed record LetterFooter(string Why, string Leave, FooterLinks? Links)
{
    /// <summary>For what a query brought.</summary>
    /// <param name="query">Its canonical print.</param>
    /// <param name="language">"fr" or "en".</param>
    public static LetterFooter Of(string query, string language)
    {
        var words = OfferWording.For(language);
        return new LetterFooter(
            Reason(query, words, language), words.Say("Pour ne plus rien recevoir, répondez « stop » à ce message.", "To get no more of these, answer “stop” to this message."), null);
    }

    // In words, as the person would say it; the query itself may be full of signs.
    private static string Reason(string query, OfferWording words, string language)
    {
        var wish = Query.Parse(query) is QueryParse.Parsed parsed ? parsed.Query.Describe(language) : query;
        return query.Length == 0
            ? words.Say("Vous recevez ce message parce que vous avez demandé à être informé·e des nouvelles offres.", "You get this because you asked to hear of new offers.")
            : words.Say($"Vous recevez ce message parce que vous avez demandé : {wish}.", $"You get this because you asked for: {wish}.");
    }
}
