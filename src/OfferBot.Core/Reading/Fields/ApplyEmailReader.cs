using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Where an application is sent by mail. An address that is only for questions is none.</summary>
internal sealed partial class ApplyEmailReader : IFieldReader
{
    private const double Enough = 0.75;
    private const int MaxAddresses = 6;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var all = new List<Found<string>>();
        foreach (var passage in context.View.All)
        {
            foreach (var mail in AddressGrammar.MailsIn(passage)) all.Add(Weighed(context.View, passage, mail));
        }

        if (all.Count == 0) return offer;
        var least = Math.Max(Enough, all.Max(a => a.Sureness) - 0.15);
        var kept = new List<Found<string>>();
        foreach (var address in all)
        {
            if (kept.Count < MaxAddresses && address.Sureness >= least && !kept.Exists(k => k.Value.Equals(address.Value, StringComparison.OrdinalIgnoreCase))) kept.Add(address);
        }

        if (kept.Count == 0 && AskedByMail(context.View) && all.MaxBy(a => a.Sureness) is { Sureness: >= 0.3 } contact) kept = [contact with { Sureness = 0.7 }];
        return kept.Count == 0 ? offer : offer with { ApplyEmails = kept };
    }

    private static Found<string> Weighed(DocumentView view, Passage passage, AddressMention mail)
    {
        var sureness = ApplyContext.Of(view, passage, mail);
        if (sureness < 0.95 && NotForApplying().IsIn(mail.Value)) sureness = Math.Min(sureness, 0.1);
        if (sureness is >= 0.3 and < 0.8 && Recruiting().IsIn(mail.Value)) sureness = 0.8;
        return new Found<string>(mail.Value, passage.LineAt(mail.Start), passage.Quote(mail.Start, Math.Max(1, mail.End - mail.Start)), sureness);
    }

    // "The candidate should send an e-mail to …": then the contact's address is the one.
    private static bool AskedByMail(DocumentView view) => view.Body.Any(p => p.Has(Cue.Apply) && ByMail().IsIn(p.Folded));

    // "recrutement@", "rh.asso@", "jobs@", "candidatures-x@"
    [GeneratedRegex(@"^(?:[a-z.-]*[._-])?(?:recrut\w*|rh|drh|jobs?|emplois?|candidatures?|stages?|hr|career[s]?|recruit\w*|ressources-?humaines)(?:[._-][a-z0-9._-]*)?@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Recruiting();

    // "presse@", "dpo@", "webmaster@"
    [GeneratedRegex(@"^(?:presse?|media|medias|dpo|rgpd|gdpr|privacy|webmaster|no-?reply|ne-?pas-?repondre|dons?|donateurs?|adhesions?|abonnements?|billetterie|boutique|newsletter|abuse|legal|juridique|facturation|compta)@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotForApplying();

    [GeneratedRegex(@"(?:send|sent) (?:an? )?(?:e-?mail|application|cv)|(?:envoy\w+|adress\w+|transm\w+|candidat\w+|postul\w+|cv)[^.]{0,60}(?:par (?:e-?mail|mail|courriel|courrier electronique))|by e-?mail|contactez[- ]nous", RegexOptions.CultureInvariant)]
    private static partial Regex ByMail();
}
