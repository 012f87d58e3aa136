using OfferBot.Core.Offers;

namespace OfferBot.Cli;

/// <summary>One value of an offer with its evidence, in words.</summary>
internal sealed record OfferFact(string Name, string Value, int Line, string Quote, double Sureness, FoundIn In);

/// <summary>Everything that was read out of a document, in the order in which a person would tell it.</summary>
internal static class OfferFacts
{
    public static IEnumerable<OfferFact> Of(Offer offer, OfferWording words) =>
    [
        .. One(words.Say("Intitulé", "Title"), offer.Title, v => v),
        .. One(words.Say("Organisme", "Organization"), offer.Organization, v => v),
        .. Many(words.Say("Contrat", "Contract"), offer.Contracts, words.Of),
        .. Many(words.Say("Lieu", "Place"), offer.Places, words.Of),
        .. One(words.Say("Télétravail", "Remote"), offer.Remote, words.Of),
        .. One(words.Say("Début", "Start"), offer.Start, words.Of),
        .. One(words.Say("Fin", "End"), offer.End, words.Of),
        .. One(words.Say("Durée", "Duration"), offer.Duration, words.Of),
        .. One(words.Say("Date limite", "Deadline"), offer.Deadline, words.Of),
        .. One(words.Say("Publiée le", "Posted"), offer.Posted, words.Of),
        .. One(words.Say("Rémunération", "Pay"), offer.Salary, words.Of),
        .. One(words.Say("Niveau", "Education"), offer.Education, words.Of),
        .. One(words.Say("Temps de travail", "Working time"), offer.WorkingTime, words.Of),
        .. Many(words.Say("Candidature par mail", "Apply by mail"), offer.ApplyEmails, v => v),
        .. Many(words.Say("Candidature en ligne", "Apply online"), offer.ApplyUrls, v => v),
        .. One(words.Say("Page de l'offre", "Page"), offer.Page, v => v),
        .. One(words.Say("Comment candidater", "How to apply"), offer.ApplyInstructions, v => v),
        .. One(words.Say("Permis", "Driving licence"), offer.DrivingLicence, v => v ? words.Say("demandé", "asked for") : words.Say("non", "no")),
        .. Many(words.Say("Mission", "Task"), offer.Missions, v => v),
        .. Many(words.Say("Profil", "Profile"), offer.Profile, v => v),
        .. Many(words.Say("Avantage", "Benefit"), offer.Benefits, v => v),
        .. Many(words.Say("Thème", "Theme"), offer.Themes, v => v),
        .. One(words.Say("Résumé", "Summary"), offer.Summary, v => v),
    ];

    private static IEnumerable<OfferFact> One<T>(string name, Found<T>? found, Func<T, string> say) =>
        found is null ? [] : [new OfferFact(name, say(found.Value), found.Line, found.Quote, found.Sureness, found.In)];

    private static IEnumerable<OfferFact> Many<T>(string name, IReadOnlyList<Found<T>> found, Func<T, string> say) => found.SelectMany(f => One(name, f, say));
}
