using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>When the offer was published: what the file says of itself, "Publié le…", "Date de parution", or a date line at the top.</summary>
internal sealed partial class PostedReader : IFieldReader
{
    private const int TopPassages = 6;
    private const int Thread = 15;

    private static readonly string[] Names =
    [
        "jobposting.dateposted", "dateposted", "date_posted", "datepublished", "date_published", "published_date", "publish_date", "publishing_date", "posted_on", "posted", "publishdate", "published_on", "published_at", "published", "publication_date", "date_publication", "pubdate",
        "article:published_time", "post_date", "postdate", "posting_date", "job_date", "jobdateposted", "date", "dc.date", "created", "created_at", "date_creation",
    ];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer) => context.Posted is { } found ? offer with { Posted = found } : offer;

    /// <summary>The date of publication; read before the other dates, which may hang on it.</summary>
    public static Found<DateOnly>? Find(DocumentView view) => InMetadata(view) ?? Labelled(view) ?? InSentence(view) ?? OfThread(view) ?? OfDate(view) ?? AtTop(view);

    private static Found<DateOnly>? InMetadata(DocumentView view)
    {
        // "published: true" is no date: the next name may hold one.
        foreach (var name in Names)
        {
            if (view.Metadata(name) is { } entry && Stated(entry) is { } found) return found;
        }

        return OtherDate(view) is { } other ? Stated(other) : null;
    }

    private static Found<DateOnly>? Stated(MetadataEntry entry)
    {
        var passage = new Passage(new Block(BlockKind.Paragraph, entry.Value.Length > 60 ? entry.Value[..60] : entry.Value, entry.Line), 0);
        var date = DateGrammar.In(passage).FirstOrDefault(d => d.Full is not null);
        return date.Full is { } day ? new Found<DateOnly>(day, entry.Line, $"{entry.Name}: {entry.Value}", 1, FoundIn.Metadata) : null;
    }

    // "date_content", "date-parution": whatever a site calls the date of its page, unless it is of another moment.
    private static MetadataEntry? OtherDate(DocumentView view)
    {
        foreach (var entry in view.Document.Metadata)
        {
            if (entry.Name.StartsWith("date", StringComparison.Ordinal) && !OtherMoment().IsIn(entry.Name)) return entry;
        }

        return null;
    }

    private static Found<DateOnly>? Labelled(DocumentView view)
    {
        foreach (var passage in view.Announced(LabelKind.Posted))
        {
            foreach (var date in DateGrammar.In(passage))
            {
                if (date.Full is { } day) return new Found<DateOnly>(day, date.Line, date.Quote);
            }
        }

        return null;
    }

    private static Found<DateOnly>? InSentence(DocumentView view)
    {
        foreach (var passage in view.Body)
        {
            if (!passage.Has(Cue.Month | Cue.Digit)) continue;
            foreach (var match in Published().MatchesIn(passage.Folded))
            {
                foreach (var date in DateGrammar.In(passage))
                {
                    if (date.Start >= match.Index && date.Start <= match.Index + match.Length + 20 && !OfAnswer().IsIn(passage.Folded.AsSpan(match.Index, date.Start - match.Index)) && date.Full is { } day) return new Found<DateOnly>(day, date.Line, date.Quote, 0.9);
                }
            }
        }

        return null;
    }

    // "Date" / "14-03-2025" among the first lines of a posting.
    private static Found<DateOnly>? OfDate(DocumentView view)
    {
        foreach (var passage in view.Body.Take(TopPassages))
        {
            if (passage.Block.Label?.Trim() is "Date" or "date" && DateGrammar.In(passage) is [{ Full: { } day } date]) return new Found<DateOnly>(day, date.Line, date.Quote, 0.7);
        }

        return null;
    }

    // "Démarré par Camille dans Offres, 12 septembre 2024 19:05": a thread of a forum.
    private static Found<DateOnly>? OfThread(DocumentView view)
    {
        foreach (var passage in view.Body.Take(Thread))
        {
            if (passage.Text.Length > 140 || !passage.Has(Cue.Month | Cue.Digit) || !StartedBy().IsIn(passage.Folded)) continue;
            if (DateGrammar.In(passage) is [{ Full: { } day } date]) return new Found<DateOnly>(day, date.Line, date.Quote, 0.8);
        }

        return null;
    }

    // "12.03.2024 - Offre d'emploi": a line at the top that is little but a date.
    private static Found<DateOnly>? AtTop(DocumentView view)
    {
        foreach (var passage in view.Body.Take(TopPassages))
        {
            if (passage.Text.Length > 60 || passage.Label != LabelKind.None || !passage.Has(Cue.Month | Cue.Digit)) continue;
            var dates = DateGrammar.In(passage);
            if (dates.Count != 1 || dates[0].Full is not { } day) continue;
            var before = passage.Folded.AsSpan(0, dates[0].Start).Trim();
            if (before.Length == 0 || DayBefore().IsIn(before)) return new Found<DateOnly>(day, dates[0].Line, dates[0].Quote, 0.7);
        }

        return null;
    }

    // "Publié le 3 mars 2025", "Mise en ligne : ", "Posted on"
    [GeneratedRegex(@"\b(?:publie|publiee|postee?(?=\sle\s)|parue?|mise? en ligne|diffusee?|deposee?|actualisee?|(?:poste|offre|annonce|candidatures?) (?:ouvert|publi|post)e?e?s?|posted|published)(?:\s(?:le|on|du|depuis le)\b|\s?:)", RegexOptions.CultureInvariant)]
    private static partial Regex Published();

    // "Posted on" / "Expected response for the 22/05": the date of something else.
    [GeneratedRegex(@"respon|limit|avant|before|expected|jusqu", RegexOptions.CultureInvariant)]
    private static partial Regex OfAnswer();

    [GeneratedRegex(@"\b(?:demarre|publie|poste|ecrit|cree|ajoute|redige|soumis|envoye|propose|started|posted)e? (?:par|by)\b", RegexOptions.CultureInvariant)]
    private static partial Regex StartedBy();

    // "date_fin", "dateModified", "date-limite", "date_debut"
    [GeneratedRegex(@"fin|end|limit|clot|clos|deadline|expir|depub|start|debut|prise|modif|maj|updat|upd|revis|event|evenement|embauche|rentree|valid|naiss", RegexOptions.CultureInvariant)]
    private static partial Regex OtherMoment();

    // "lundi", "le", "Paris, le"
    [GeneratedRegex(@"^(?:[a-z-]+,?\s)?(?:le\s)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|le)\s?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayBefore();
}
