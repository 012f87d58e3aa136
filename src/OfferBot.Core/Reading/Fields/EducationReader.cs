using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>The lowest level of studies asked for. Named professional diplomas without a level (BAFA, DEES) say none.</summary>
internal sealed partial class EducationReader : IFieldReader
{
    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var found = new List<Found<Education>>();
        foreach (var passage in context.View.All)
        {
            if (passage.Has(Cue.Education)) found.AddRange(Candidates(passage));
        }

        if (found.Count == 0) return offer;
        var top = found.Max(f => f.Sureness);
        return offer with { Education = found.Where(f => f.Sureness >= top - 0.16).MinBy(f => f.Value.Years) };
    }

    private static IEnumerable<Found<Education>> Candidates(Passage passage)
    {
        foreach (var match in Levels().Spans(passage.Folded))
        {
            var word = passage.Folded.AsSpan(match.Index, match.Length);
            if (LevelOf(word, passage.Text.AsSpan(match.Index, match.Length)) is not { } years || Sureness(passage, match.Index, match.Length) is not (> 0 and var sureness)) continue;
            if (word.StartsWith("master") && FirstYear().IsIn(passage.Folded.AsSpan(match.Index))) years = 4;
            yield return new Found<Education>(new Education(years), passage.LineAt(match.Index), passage.Quote(match.Index, match.Length), sureness);
        }
    }

    private static double Sureness(Passage passage, int start, int length)
    {
        var from = passage.SentenceStart(start);
        var before = passage.Folded.AsSpan(from, start - from);
        var after = passage.Folded.AsSpan(start + length, Math.Min(40, passage.Folded.Length - start - length));
        if (NotAsked().IsIn(before[Math.Max(0, before.Length - 60)..]) || NotAskedAfter().IsIn(after)) return 0;
        if (passage.Label == LabelKind.Education && start >= passage.ValueStart) return 0.97;
        var word = passage.Folded.AsSpan(start, length);
        var level = word.StartsWith("bac") && word.Length > 3;
        if (passage.Section is SectionKind.Profile || passage.Announces(LabelKind.Education)) return 0.93;
        if (Asked().IsIn(before) || AskedAfter().IsIn(after)) return passage.Section is SectionKind.Employer ? 0.6 : 0.9;
        if (passage.Section is SectionKind.Employer or SectionKind.Missions or SectionKind.Calendar && !level) return 0;
        if (level) return 0.85;
        return passage.Text.Length <= 60 || passage.Section is SectionKind.Conditions || (passage.Index < 8 && Student().IsIn(before)) ? 0.8 : 0;
    }

    private static int? LevelOf(ReadOnlySpan<char> word, ReadOnlySpan<char> original)
    {
        if (word.StartsWith("bac"))
        {
            var digit = word.IndexOfAnyInRange('1', '9');
            if (digit >= 0) return int.Parse(word.Slice(digit, 1), CultureInfo.InvariantCulture);
            return word.StartsWith("bachel") ? 3 : 0;
        }

        if (word.StartsWith("niveau")) return OfNumber(word[(word.LastIndexOf(' ') + 1)..]);
        if (word.StartsWith("master") || word.StartsWith("msc") || word.StartsWith("mba") || word.StartsWith("dess") || word.StartsWith("dea") || word.Contains("ingenieur", StringComparison.Ordinal) || word is "m2" || word.Contains("5 ans", StringComparison.Ordinal)) return 5;
        if (word is "m1" || word.StartsWith("maitrise")) return 4;
        if (word.StartsWith("licence") || word is "l3" or "bsc") return 3;
        if (word is "but" or "cap" or "dut" or "bts" or "dea" && !original.ContainsAnyInRange('A', 'Z')) return null;
        if (word is "but") return 3;
        if (word.StartsWith("bts") || word is "dut" or "deust" or "deug" or "l2") return 2;
        if (word.StartsWith("cap") || word.StartsWith("bep")) return -1;
        if (word.StartsWith("doctorat") || word.StartsWith("ph") || word.StartsWith("these")) return 8;
        return word.Contains("secondaire", StringComparison.Ordinal) || word.StartsWith("cess") ? 0 : null;
    }

    // The French framework of 2019 counts from 3 (CAP) to 8 (doctorate), the one before from V to I.
    private static int? OfNumber(ReadOnlySpan<char> number) => number switch
    {
        "3" or "v" => -1,
        "4" or "iv" => 0,
        "5" or "iii" => 2,
        "6" or "ii" => 3,
        "7" or "i" => 5,
        "8" => 8,
        _ => null,
    };

    // "Bac +3", "bac+2/3", "Bac plus 5", "BAC + 4", "master 2", "M1", "licence", "BTS", "école d'ingénieur", "enseignement secondaire supérieur"
    [GeneratedRegex(@"\bbac\s?(?:\+|plus)\s?\d|\bbaccalaureat\b|\bniveau\s(?:[3-8]\b(?!\s?(?:ans|h|mois|%|annees|e\b|de la conv|ccn))|(?:i{1,3}|iv|v)\b(?=\s?(?:$|[.,;:)(/]|minimum|exige|requis|souhaite|au moins|ou|en)))|\bbac\b(?=\s(?:pro\b|techno|general|minimum|obligatoire|exige|requis|souhaite|ou (?:plus|equivalent|bts|bac))|\s?(?:$|[/.,;)]))|(?<=\bniveau\s|\btitulaire d'un\s|\bminimum\s)bac\b|\bmasters?\b(?! class|\s?\d\.\d)|\bm[12]\b(?!\s?[a-z]?\d)|(?<!driving |driver's |drivers |open |software )\blicence\b(?! iv| 4|s? d'| libre| ouverte)|\bl[23]\b|\bbts[a]?\b|\bdut\b|\bbut\b|\bdeust\b|\bdeug\b|\b(?:cap|bep)\b(?! emploi)(?=[\s/,.)]|$)|(?:diplome|ecoles?|formation|titre|niveau|cursus)\s(?:d'|de\s|en\s)?(?:etudes?\s)?(?:d')?ingenieur|\bmaitrise\b(?= universitaire)|\bdess\b|\bdea\b|\bmsc\b|\bbsc\b|\bmba\b|\bbachelors?\b|(?<=\bd'un )bachelier\b|\bbachelier\b(?=\s(?:minimum|requis|exige|en|ou|de type|a orientation|social|assistant|instituteur|educateur))|\bdoctorat\b|\bphd\b|(?<=\b(?:hold|have|with|completed|obtained|requires?) an? )ph\.\s?d\b|enseignement secondaire|\bcess\b", RegexOptions.CultureInvariant)]
    private static partial Regex Levels();

    // "Master 1", "Master I", "MASTER 1 ou 2"
    [GeneratedRegex(@"^masters?\s?(?:1|i\b|1re annee|premiere annee)", RegexOptions.CultureInvariant)]
    private static partial Regex FirstYear();

    [GeneratedRegex(@"niveau|diplom|formation|(?:vous etes|tu es|actuellement|inscrite?|en cours|fin) (?:en|d[e']) ?|titulaire|etudiant|cursus|etudes|profil|minimum|requis|exige|justifi|degree|student|graduate|hold|preparant|prepar|inscrit|stagiaire|alternant|de type|qualification", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    // "MSc or engineering degree", "Master souhaité"
    [GeneratedRegex(@"^[^.;]{0,28}\b(?:degree|diploma|exige|requis|souhaite|minimum|obligatoire|required)", RegexOptions.CultureInvariant)]
    private static partial Regex AskedAfter();

    [GeneratedRegex(@"etudiant|stagiaire|alternant|student|stage", RegexOptions.CultureInvariant)]
    private static partial Regex Student();

    // Whom one works with or what one supervises: "encadrer des étudiants de", "collèges et", "thèse de"
    [GeneratedRegex(@"encadr\w+|enseign\w{1,12} (?:en|a)|intervenir|aupres d|sujet de (?:these|doctorat)|offre de these de|contrat de|ecole doctorale|pour les (?:etudiants|eleves)|apres un |permis|these de|diplomes? d'etat|(?:notes|releves?|bulletins?) d[eu]|\bfonction\s$|\b(?:aider|accompagner|former|recevoir) (?:des|les|de jeunes)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NotAsked();

    [GeneratedRegex(@"^\s?(?:serait un plus|est un plus|is a plus|preferred|student|of (?:the candidate)|class\b|research\b|offers?\b|opportunit|positions?\b|projects?\b|programmes?\b|programs?\b|thesis)", RegexOptions.CultureInvariant)]
    private static partial Regex NotAskedAfter();
}
