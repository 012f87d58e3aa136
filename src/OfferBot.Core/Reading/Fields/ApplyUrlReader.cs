using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Pages and forms where one applies; for a notice that only points elsewhere, the page that carries the offer.</summary>
internal sealed partial class ApplyUrlReader : IFieldReader
{
    private const double Enough = 0.75;
    private const int Short = 900;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var found = Metadata(context.View, IsStub(context.View, offer)).ToList();
        Passage? above = null;
        foreach (var passage in context.View.Body)
        {
            foreach (var link in AddressGrammar.LinksIn(passage))
            {
                if (Math.Max(Sureness(context.View, passage, link, offer), Under(above, passage, link)) is >= Enough and var sureness) found.Add(new Found<string>(link.Value, passage.LineAt(link.Start), passage.Quote(link.Start, Math.Max(1, link.End - link.Start)), sureness));
            }

            above = passage;
        }

        var top = found.Count == 0 ? 0 : found.Max(f => f.Sureness);
        return found.Count == 0 ? offer : offer with { ApplyUrls = [.. found.Where(f => f.Sureness >= top - 0.1).DistinctBy(f => f.Value).Take(4)] };
    }

    private static IEnumerable<Found<string>> Metadata(DocumentView view, bool stub)
    {
        foreach (var entry in view.Document.Metadata)
        {
            if (Name().IsIn(entry.Name) && AddressGrammar.IsWeb(entry.Value.Trim())) yield return new Found<string>(entry.Value.Trim(), entry.Line, $"{entry.Name}: {entry.Value}", 0.95, FoundIn.Metadata);
            else if (stub && entry.Name is "external_url" or "externalurl" or "external_link" or "externallink" or "redirect_to" or "redirect_url" or "original_url" or "link" or "lien" && AddressGrammar.IsWeb(entry.Value.Trim()) && !Home().IsIn(entry.Value.Trim())) yield return new Found<string>(entry.Value.Trim(), entry.Line, $"{entry.Name}: {entry.Value}", 0.8, FoundIn.Metadata);
        }
    }

    private static double Sureness(DocumentView view, Passage passage, AddressMention link, Offer offer)
    {
        if (!AddressGrammar.IsWeb(link.Value) || Never().IsIn(link.Value)) return 0;
        var shown = FrenchText.Fold(link.Shown);
        if (Reads().IsIn(shown)) return 0;
        if (Applies().IsIn(shown) && !shown.Contains("://", StringComparison.Ordinal)) return 0.95;
        var from = passage.SentenceStart(link.Start);
        var sentence = passage.Folded.AsSpan(from, Math.Max(link.End, passage.SentenceEnd(link.End)) - from);
        var before = sentence[..Math.Clamp(link.Start - from, 0, sentence.Length)];
        var home = Home().IsIn(link.Value);
        var form = Form().IsIn(link.Value);
        if (Detail().IsIn(before) && !Applies().IsIn(before) && !form) return IsStub(view, offer) && !home && Carries().IsIn(sentence) ? 0.76 : 0;
        if (Pdf().IsIn(link.Value)) return 0;
        if (Applies().IsIn(sentence)) return home ? OnSite().IsIn(before) ? 0.78 : 0.6 : 0.93;
        if (passage.Announces(LabelKind.Apply)) return home ? 0.5 : 0.85;
        if (form) return passage.Section == SectionKind.Apply ? 0.92 : 0.76;
        if (passage.Section == SectionKind.Apply && !home && offer.ApplyEmails.Count == 0 && !Pdf().IsIn(link.Value)) return 0.78;
        return IsStub(view, offer) && !home && !Pdf().IsIn(link.Value) && Carries().IsIn(sentence) ? 0.76 : 0;
    }

    // "To apply, please visit the website (in Italian only)", and the address alone in the next paragraph.
    private static double Under(Passage? above, Passage passage, AddressMention link)
    {
        if (above is null || link.End - link.Start < passage.Text.Length - 4 || !AddressGrammar.IsWeb(link.Value) || Never().IsIn(link.Value) || Pdf().IsIn(link.Value)) return 0;
        var last = above.Folded.AsSpan(Math.Max(0, above.Folded.Length - 140));
        return Applies().IsIn(last) && PointsDown().IsIn(last) ? 0.85 : 0;
    }

    private static bool IsStub(DocumentView view, Offer offer) => offer.ApplyEmails.Count == 0 && view.Body.Sum(p => p.Text.Length) < Short;

    // "emploi_url", "apply_url", "lien_candidature", "application-link"
    [GeneratedRegex(@"^(?=.*(?:apply|application|emploi|candidat|postul|offre|job))(?=.*(?:url|link|lien|form))|^jobposting\.(?:url|applicationcontact\.url|directapply)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"postul|candidat|\bapply|applicat|formulaire|form\b|deposer (?:votre|ta|un|son)|je m'engage|inscri|repondre a (?:l'|cette )(?:offre|annonce)", RegexOptions.CultureInvariant)]
    private static partial Regex Applies();

    // "Télécharger l'appel à candidatures": a document to read, not where one applies.
    [GeneratedRegex(@"^\W*(?:telecharge[rz]?|lire|voir|consulte[rz]?|afficher|imprimer|download|read|view)\b(?![^.]{0,30}(?:postul|formulaire|candidater))", RegexOptions.CultureInvariant)]
    private static partial Regex Reads();

    [GeneratedRegex(@"plus d'info|savoir (?:plus|\+)|consulte[rz]|decouvr|detail|fiche de poste|renseign|site (?:internet|web)|notre site|information|more about|read more|telecharg|voir|retrouve|presentation|programme|www", RegexOptions.CultureInvariant)]
    private static partial Regex Detail();

    // "candidatures sur https://…", "via", "à l'adresse"
    [GeneratedRegex(@"\b(?:sur|via|a l'adresse|en ligne|at|on|through|lien)(?: suivante?| :| le site| notre (?:site|plateforme))?\s?:?\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex OnSite();

    // "visit the website", "sur le site", "via ce lien", ":"
    [GeneratedRegex(@":\s?$|\b(?:visit|see|go to|rendez-vous sur|sur (?:le|notre) site|(?:via|sur|a) (?:ce|le) lien|a l'adresse|website|suivante?)\b[^.]{0,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex PointsDown();

    // The page that carries the offer: "L'offre est disponible sur", "tous les détails sur ce lien"
    [GeneratedRegex(@"offre|annonce|detail|fiche de poste|poste|mission|position|vacancy|lien|ici\b|here\b", RegexOptions.CultureInvariant)]
    private static partial Regex Carries();

    [GeneratedRegex(@"^https?://[^/]+/?(?:index\.\w{2,5})?(?:\?[^/]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Home();

    [GeneratedRegex(@"docs\.google\.com/forms|forms\.gle|framaforms|typeform|tally\.so|forms\.office|airtable\.com|jotform|/postuler|/apply|candidature|lime\.?survey|sphinx|grist|welcomekit|teamtailor|recruitee|smartrecruiters|workable|lever\.co|greenhouse|taleez|flatchr|nicoka|softgarden|digitalrecruiters|jobaffinity|beetween|werecruit|talentview|cvmanager|service-civique\.gouv\.fr/(?:trouver|missions?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"\.pdf(?:$|\?|#)|\.docx?(?:$|\?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pdf();

    [GeneratedRegex(@"\.(?:png|jpe?g|gif|svg|webp|css|js|ico)(?:$|\?)|//(?:www\.|fr\.|fr-fr\.)?(?:facebook|twitter|instagram|youtube|youtu\.be|tiktok|x\.com|t\.co|mastodon|bsky|vimeo|flickr|wikipedia|openstreetmap|maps\.google)|google\.[a-z.]+/maps|linkedin\.[a-z]+/in/|/(?:blob|tree|commit)/|//(?:[a-z0-9.-]+\.)?(?:arxiv\.org|biorxiv\.org|doi\.org|hal\.science|archives-ouvertes\.fr|ncbi\.nlm\.nih\.gov|pubmed|sciencedirect\.com|springer\.com|researchgate\.net|scholar\.google)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Never();
}
