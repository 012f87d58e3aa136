using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;

namespace OfferBot.Mail;

/// <summary>A mail that puts right what an earlier one said of an offer.</summary>
public sealed record CorrectionLetter
{
    public required OfferWording Words { get; init; }

    public required string Language { get; init; }

    /// <summary>What changed, then which offer.</summary>
    public required string Subject { get; init; }

    public required string Heading { get; init; }

    /// <summary>Shown by mail programs beside the subject.</summary>
    public required string Preheader { get; init; }

    /// <summary>The offer's title as it is now.</summary>
    public required string Title { get; init; }

    public required string? Organization { get; init; }

    /// <summary>What it was and what it is, a line each.</summary>
    public required IReadOnlyList<CorrectedFact> Facts { get; init; }

    /// <summary>Stands for a value that is missing, before or after.</summary>
    public required string Unsaid { get; init; }

    /// <summary>Where one applies; null when there is no page, or nothing to apply for any more.</summary>
    public required string? Link { get; init; }

    public required string LinkText { get; init; }

    /// <summary>Where one applies by mail; none when there is nothing to apply for any more.</summary>
    public required IReadOnlyList<string> ApplyEmails { get; init; }

    public required LetterFooter Footer { get; init; }

    /// <summary>The letter for a notice.</summary>
    public static CorrectionLetter Of(Notice.OfCorrection notice, string language, FooterLinks? links)
    {
        var words = OfferWording.For(language);
        var (now, facts) = (notice.Correction.Now, notice.Correction.Facts(words));
        var unsaid = words.Say("non précisé", "not said");
        var card = OfferCard.Of(now, words);
        return new CorrectionLetter
        {
            Words = words,
            Language = language,
            Subject = $"{Summary(now, facts, words)} – {card.Title}",
            Heading = now.IsTellable ? words.Say("Cette offre a changé", "This offer has changed") : words.Say("Cette offre n'est plus ouverte", "This offer is no longer open"),
            Preheader = string.Join(" · ", facts.Select(f => Line(f, unsaid, words))),
            Title = card.Title,
            Organization = card.Organization,
            Facts = facts,
            Unsaid = unsaid,
            Link = now.IsTellable ? card.Link : null,
            LinkText = card.LinkText,
            ApplyEmails = now.IsTellable ? card.ApplyEmails : [],
            Footer = LetterFooter.Of(notice.Query, language) with { Links = links },
        };
    }

    /// <summary>"Date limite : 30 septembre 2026 → 15 octobre 2026".</summary>
    public static string Line(CorrectedFact fact, string unsaid, OfferWording words) =>
        fact.Field == "state" ? fact.After! : $"{fact.Name}{words.Say(" : ", ": ")}{fact.Before ?? unsaid} → {fact.After ?? unsaid}";

    // "Poste pourvu", "Changement de date limite : 15 octobre 2026", "Changement de lieu et de contrat", "3 changements : lieu, contrat, titre".
    private static string Summary(Posting now, IReadOnlyList<CorrectedFact> facts, OfferWording words)
    {
        if (facts[0].Field == "state") return now.IsTellable ? facts[0].After! : words.Of(now.State);
        List<string> names = [.. facts.Select(f => FieldWords.Of(f.Field, words)).Distinct()];
        if (names.Count > 2) return words.Say($"{names.Count} changements : {string.Join(", ", names)}", $"{names.Count} changes: {string.Join(", ", names)}");
        var about = words.Say($"Changement {string.Join(" et ", names.Select(De))}", $"Changed: {string.Join(" and ", names)}");
        return facts is [{ After: { Length: <= 40 } after }] ? words.Say($"{about} : {after}", $"Changed {names[0]}: {after}") : about;
    }

    private static string De(string name) => name[0] is 'o' or 'é' or 'a' ? $"d'{name}" : $"de {name}";
}
