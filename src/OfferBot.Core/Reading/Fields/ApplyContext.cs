using System.Text.RegularExpressions;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Tells whether what stands at a place in a document is said of applying, or of asking.</summary>
internal static partial class ApplyContext
{
    private const int Back = 3;
    private const int LongestOfAddress = 45;
    private const int Lines = 3;

    /// <summary>From 0 (nothing says so) to 1 (the sentence says so).</summary>
    public static double Of(DocumentView view, Passage passage, AddressMention mention)
    {
        var from = passage.SentenceStart(mention.Start);
        var sentence = passage.Folded.AsSpan(from, Math.Max(mention.End, passage.SentenceEnd(mention.End)) - from);
        var before = passage.Folded.AsSpan(from, Math.Max(0, mention.Start - from));
        if (NoMore().IsIn(sentence)) return 0;
        var asks = Asking().IsIn(before[Math.Max(0, before.Length - 110)..]) || AskedBefore(passage, from) || passage.Label == LabelKind.Contact && Asking().IsIn(passage.Folded);
        if (Applying().IsIn(sentence)) return asks && !Sending().IsIn(before) ? 0.2 : 0.95;
        if (asks) return 0.1;
        if (Sent().IsIn(before)) return 0.9;
        if (passage.Label == LabelKind.Apply) return 0.93;
        if (passage.Section == SectionKind.Apply) return 0.88;
        if (passage.Index > 0 && Sending().IsIn(passage.Folded.AsSpan(0, from))) return 0.85;
        if (passage.Label == LabelKind.Contact && !IsAskedFor(view, passage)) return 0.5;
        if (passage.Index >= 0 && IsCarriedOn(view, passage)) return 0.82;
        return passage.Section == SectionKind.Contact || passage.Label == LabelKind.Contact ? 0.5 : 0.3;
    }

    // "Candidature à adresser à :" / "Mail : …": the line above leaves the address to this one.
    private static bool IsAskedFor(DocumentView view, Passage passage) =>
        !passage.Folded.StartsWith("contact", StringComparison.Ordinal) || (passage.Index > 0 && view.Body[passage.Index - 1] is { } above && (above.Text[^1] is ':' || above.Kind == BlockKind.Heading) && Applying().IsIn(above.Folded));

    // "Des questions ? Anne répond au …"
    private static bool AskedBefore(Passage passage, int sentence) =>
        sentence > 1 && passage.Folded.AsSpan(0, sentence).TrimEnd().EndsWith("?") && Asking().IsIn(passage.Folded.AsSpan(Math.Max(0, sentence - 40), Math.Min(40, sentence)));

    // "Candidature (CV et LM) à :" on the lines above.
    private static bool IsCarriedOn(DocumentView view, Passage passage)
    {
        for (var (i, near) = (passage.Index - 1, Back); i >= 0 && near > 0; i--)
        {
            // The short lines of an address take no room.
            var above = view.Body[i];
            if (above.Text.Length > LongestOfAddress || passage.Index - i > Lines) near--;
            if (Asking().IsIn(above.Folded) && above.Text.Length < 120) return false;
            if (Sending().IsIn(above.Folded) || (Applying().IsIn(above.Folded) && above.Text.Length < 160)) return true;
        }

        return false;
    }

    /// <summary>True for a sentence that says how to apply.</summary>
    public static bool IsInstruction(string folded) => Sending().IsIn(folded);

    /// <summary>True where applying is spoken of.</summary>
    public static bool Speaks(ReadOnlySpan<char> folded) => Applying().IsIn(folded);

    [GeneratedRegex(@"candidat|postul|\bcv\b|curriculum|(?:lettre de|tes|vos|ta|votre|ses) motivations?|\bportfolio\b|\bun (?:petit )?(?:mail|message|mot)\b|\blm\b|\bapply|applicat|\bresume\b|cover letter|motivation letter|interesse\S*|envie de (?:nous )?rejoindre|rejoignez|recrutement|parlons-en ", RegexOptions.CultureInvariant)]
    private static partial Regex Applying();

    [GeneratedRegex(@"\b(?:envo(?:yer|yez|ie|i)|adress(?:er|ez|ee?s?)|transmett(?:re|ez)|transmises?|parvenir|faire acte de candidature|postule[rz]?|candidate[rz]|depose[rz]|send|submit|apply|contacte[rz]|ecri(?:re|vez|s)|merci de|repondre|communique[rz] avec|a l'attention|attendue?s?|a envoyer|a adresser|candidatures?\s?(?:\([^)]{0,40}\)\s?)?(?:a|par|:|aupres))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Sending();

    [GeneratedRegex(@"\b(?:envo(?:yer|yez|ie)|adresse[rz]|transmett(?:re|ez)|ecri(?:vez|s)(?:-nous)?|send)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Sent();

    // "pour tout renseignement", "des questions ?", "pour plus d'informations"
    [GeneratedRegex(@"renseignement|question|(?:plus|complement|supplementaires?|demande|toute|pour|autre)s? (?:d'|de )?info|informations? (?:et|complementaires?|supplementaires?)|en savoir (?:plus|\+)|further information|more information|enquir|inquir|mentions legales|donnees personnelles|rgpd|se desinscrire|service client|nous suivre|si vous n'avez pas", RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    [GeneratedRegex(@"ne pas (?:envoyer|contacter|postuler)|do not (?:send|contact)", RegexOptions.CultureInvariant)]
    private static partial Regex NoMore();
}
