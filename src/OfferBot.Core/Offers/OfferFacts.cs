namespace OfferBot.Core.Offers;

/// <summary>One value of an offer with its evidence, in words.</summary>
/// <param name="Field">The field of <c>read --json</c>.</param>
/// <param name="Name">What readers call it.</param>
/// <param name="Value">In words.</param>
/// <param name="Line">1-based line that it was found on; 0 when it stands on none.</param>
/// <param name="Quote">The words that it was read from.</param>
/// <param name="Sureness">0 to 1.</param>
/// <param name="In">What part of the document said it.</param>
public sealed record OfferFact(string Field, string Name, string Value, int Line, string Quote, double Sureness, FoundIn In);

/// <summary>One field of an offer in one line, as posts and letters show it.</summary>
/// <param name="Field">The field of <c>read --json</c>.</param>
/// <param name="Name">What readers call it.</param>
/// <param name="Value">In words.</param>
public sealed record OfferTerm(string Field, string Name, string Value);

/// <summary>What an offer says, in the order in which a person would tell it: the one list of fields that every face follows.</summary>
public static class OfferFacts
{
    /// <summary>Everything that was read out of the document, each value with its evidence.</summary>
    public static IReadOnlyList<OfferFact> Of(Offer offer, OfferWording words)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(words);
        return All(offer, words);
    }

    /// <summary>What a reader decides by, one line a field, without title, organization, texts and ways to apply.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="words">The reader's language.</param>
    /// <param name="places">How many places are named; the others are counted.</param>
    public static IReadOnlyList<OfferTerm> Brief(Offer offer, OfferWording words, int places = 3)
    {
        ArgumentNullException.ThrowIfNull(words);
        return
        [
            .. from fact in Of(offer, words)
               where InBrief.Contains(fact.Field)
               group fact by (fact.Field, fact.Name) into field
               let name = field.Key.Field == "deadline" ? words.Say("Candidater avant le", "Apply by") : field.Key.Name
               select new OfferTerm(field.Key.Field, name, field.Key.Field switch
               {
                   "places" => words.PlacesOf(offer, places),
                   // As one would search for them: "#environnement".
                   "themes" => string.Join(' ', field.Select(f => $"#{f.Value}")),
                   _ => Shown(name, string.Join(", ", field.Select(f => f.Value))),
               }),
        ];
    }

    // "Télétravail: Partiel", not "Télétravail: télétravail partiel".
    private static string Shown(string name, string value)
    {
        var rest = value.StartsWith($"{name} ", StringComparison.OrdinalIgnoreCase) ? value[(name.Length + 1)..] : value;
        return rest.Length == 0 ? rest : char.ToUpperInvariant(rest[0]) + rest[1..];
    }

    private static readonly HashSet<string> InBrief =
        ["contracts", "places", "remote", "start", "duration", "workingTime", "salary", "education", "deadline", "themes"];

    private static OfferFact[] All(Offer offer, OfferWording words) =>
    [
        .. One("title", words.Say("Intitulé", "Title"), offer.Title, v => v),
        .. One("organization", words.Say("Organisme", "Organization"), offer.Organization, v => v),
        .. Many("contracts", words.Say("Contrat", "Contract"), offer.Contracts, words.Of),
        .. Many("places", words.Say("Lieu", "Place"), offer.Places, words.Of),
        .. One("remote", words.Say("Télétravail", "Remote"), offer.Remote, words.Of),
        .. One("start", words.Say("Début", "Start"), offer.Start, words.Of),
        .. One("end", words.Say("Fin", "End"), offer.End, words.Of),
        .. One("duration", words.Say("Durée", "Duration"), offer.Duration, words.Of),
        .. One("deadline", words.Say("Date limite", "Deadline"), offer.Deadline, words.Of),
        .. One("posted", words.Say("Publiée le", "Posted"), offer.Posted, words.Of),
        .. One("salary", words.Say("Rémunération", "Pay"), offer.Salary, words.Of),
        .. One("education", words.Say("Niveau", "Education"), offer.Education, words.Of),
        .. One("workingTime", words.Say("Temps de travail", "Working time"), offer.WorkingTime, words.Of),
        .. Many("applyEmails", words.Say("Candidature par mail", "Apply by mail"), offer.ApplyEmails, v => v),
        .. Many("applyUrls", words.Say("Candidature en ligne", "Apply online"), offer.ApplyUrls, v => v),
        .. One("page", words.Say("Page de l'offre", "Page"), offer.Page, v => v),
        .. One("applyInstructions", words.Say("Comment candidater", "How to apply"), offer.ApplyInstructions, v => v),
        .. One("drivingLicence", words.Say("Permis", "Driving licence"), offer.DrivingLicence, v => v ? words.Say("demandé", "asked for") : words.Say("non", "no")),
        .. Many("missions", words.Say("Mission", "Task"), offer.Missions, v => v),
        .. Many("profile", words.Say("Profil", "Profile"), offer.Profile, v => v),
        .. Many("benefits", words.Say("Avantage", "Benefit"), offer.Benefits, v => v),
        .. Many("themes", words.Say("Thème", "Theme"), offer.Themes, v => v),
        .. One("summary", words.Say("Résumé", "Summary"), offer.Summary, v => v),
    ];

    private static IEnumerable<OfferFact> One<T>(string field, string name, Found<T>? found, Func<T, string> say) =>
        found is null ? [] : [new OfferFact(field, name, say(found.Value), found.Line, found.Quote, found.Sureness, found.In)];

    private static IEnumerable<OfferFact> Many<T>(string field, string name, IReadOnlyList<Found<T>> found, Func<T, string> say) => found.SelectMany(f => One(field, name, f, say));
}
