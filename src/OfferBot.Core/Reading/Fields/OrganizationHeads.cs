using System.Buffers;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Fields;

/// <summary>Who hires, told by the layout: the name above a line "RECRUTE", beside the role in a headline, behind the title of a page, behind "pour" in "on cherche … pour X".</summary>
internal static partial class OrganizationHeads
{
    private const int Top = 20;
    private const int Back = 3;

    private static readonly SearchValues<char> NoName = SearchValues.Create("(:!?€/%");

    private static readonly string[] Separators = [" | ", " – ", " — ", " - ", " @ ", " · ", " • ", " // "];

    /// <summary>Adds candidates, weak where only the place in a headline speaks for them.</summary>
    public static void AddFrom(DocumentView view, List<Found<string>> all)
    {
        foreach (var passage in view.Body)
        {
            if (passage.Index < Top && Verb().IsIn(passage.Folded) && Above(view, passage.Index) is { } above) all.Add(above);
            if (passage.Index < Top && passage.Text.Length < 400 && For(passage) is { } named) all.Add(named);
        }

        if (Letterhead(view) is { } letterhead) all.Add(letterhead);
        if (OverPage(view) is { } site) all.Add(site);
        AddSegments(view, all);
        AddUnderTitle(view, all);
        AddAlone(view, all);
    }

    /// <summary>A name that comes again and again is more likely the employer's.</summary>
    public static double Repeated(DocumentView view, string name)
    {
        if (name.Length < 4) return 0;
        var times = 0;
        foreach (var passage in view.Body)
        {
            if (passage.Text.Contains(name, StringComparison.Ordinal) && ++times == 5) break;
        }

        return Math.Max(0, times - 1) * 0.03;
    }

    // "CENTRE SOCIAL LES TILLEULS" / "(Le Mans)" / "RECRUTE"
    private static Found<string>? Above(DocumentView view, int index)
    {
        for (var i = index - 1; i >= Math.Max(0, index - Back); i--)
        {
            var passage = view.Body[i];
            if (passage.Text.Length > 110 || (passage.Kind == BlockKind.Field && passage.Label != LabelKind.Title) || !char.IsLetterOrDigit(passage.Text[0]) || (Head().IsIn(passage.Folded.AsSpan(passage.ValueStart)) && !Lead().IsIn(passage.Folded)) || Roles.First(passage.Folded, 3) >= 0 || PlaceGrammar.IsPlace(passage.Text)) continue;
            var text = passage.Value;
            foreach (var lead in Lead().MatchesIn(passage.Folded.AsSpan(passage.ValueStart))) text = text[lead.Length..];
            var end = text.AsSpan().IndexOfAny("(,|");
            if (end < 0 && text.IndexOf(" – ", StringComparison.Ordinal) is > 2 and var dash) end = dash;
            if (NameGrammar.Clean(end > 2 ? text[..end] : text) is { } name) return new Found<string>(name, passage.Line, passage.Text, 0.9);
        }

        return null;
    }

    // "CENTRE SOCIAL LES TILLEULS" / "5 rue du Port" / "72000 LE MANS": the head of a letter.
    private static Found<string>? Letterhead(DocumentView view)
    {
        if (view.Body is not [var first, var second, ..] || first.Kind == BlockKind.Field || first.Kind == BlockKind.ListItem || first.Text.Length > 90 || first.Text[^1] is '.' or '!' or '?' || !char.IsLetter(first.Text[0])) return null;
        if (!(Address().IsIn(second.Folded) && second.Text.Length < 90) || Head().IsIn(first.Folded) || Roles.First(first.Folded, 3) >= 0 || PlaceGrammar.IsPlace(first.Text)) return null;
        var cut = first.Text.IndexOf('(', StringComparison.Ordinal);
        return NameGrammar.Clean(cut > 2 ? first.Text[..cut] : first.Text) is { } name ? new Found<string>(name, first.Line, first.Text, 0.86) : null;
    }

    /// <summary>"BOUTIQUE 42" / "Bénévolat", "Les Deux Rives – Nous rejoindre": whose page this is stands above or beside what it is about.</summary>
    public static Found<string>? OverPage(DocumentView view)
    {
        for (var i = 0; i < Math.Min(3, view.Body.Count - 1); i++)
        {
            var passage = view.Body[i];
            if (passage.Kind is BlockKind.Field or BlockKind.ListItem || passage.Text.Length > 80) continue;
            var parts = passage.Text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var name = parts.Length == 2 && !Single().IsIn(FrenchText.Fold(parts[0])) ? Page().IsIn(FrenchText.Fold(parts[0])) ? parts[1] : Page().IsIn(FrenchText.Fold(parts[1])) ? parts[0] : null : i == 0 && Page().IsIn(view.Body[1].Folded) ? passage.Text : null;
            if (name is { Length: >= 3 and <= 50 } && !Page().IsIn(FrenchText.Fold(name)) && (char.IsDigit(name[0]) || IsName(name)) && NameGrammar.Clean(name) is { } clean) return new Found<string>(clean, passage.Line, passage.Text, 0.66);
        }

        return null;
    }

    // "Développeur·euse web" / "Les Films du Lac" / "Lyon": the page of a job board.
    private static void AddUnderTitle(DocumentView view, List<Found<string>> all)
    {
        for (var i = 1; i < Math.Min(9, view.Body.Count - 1); i++)
        {
            var (title, passage) = (view.Body[i - 1], view.Body[i]);
            if (passage.Kind is not (BlockKind.Paragraph or BlockKind.Heading) || passage.Text.Length > 50) continue;
            var placed = PlaceGrammar.In(view.Body[i + 1]) is [{ Start: 0 } place, ..] && place.End >= Math.Min(view.Body[i + 1].Text.Length, 30);
            if (title.Text.Length > 120 || (title.Headline.RoleAt is < 0 or > 2 && !title.Headline.Marked && !(i == 1 && Roles.First(title.Folded) >= 0 && placed)) || passage.Text.Contains(',', StringComparison.Ordinal) || title.Kind is BlockKind.Field or BlockKind.ListItem) continue;
            if (NameGrammar.EndAt(passage.Text, 0) < passage.Text.TrimEnd('.').Length || !IsName(passage.Text) || Lexicon.HeadingOf(passage.Text) is not null || Lexicon.IsLabel(passage.Text, out _) || NameGrammar.Clean(passage.Text) is not { } name) continue;
            all.Add(new Found<string>(name, passage.Line, passage.Text, placed ? 0.74 : 0.61 + Repeated(view, name)));
        }
    }

    // A name alone on a line near the top: with the place behind it, or one that the text says again and again.
    private static void AddAlone(DocumentView view, List<Found<string>> all)
    {
        foreach (var passage in view.Body.Take(Top))
        {
            if (PlaceBehind(passage) is { } placed) all.Add(placed);
            if (WithLetters(passage) is { } spelled) all.Add(spelled);
            if (passage.Kind is BlockKind.Field or BlockKind.ListItem || passage.Text.Length is < 4 or > 50 || passage.Text[^1] is '.' or ':' || Repeated(view, passage.Text) is not (> 0 and var times) || !IsName(passage.Text) || (NameGrammar.EndAt(passage.Text, 0) < passage.Text.Length && passage.Index > 0)) continue;
            if (Lexicon.HeadingOf(passage.Text) is not null || Lexicon.IsLabel(passage.Text, out _) || (times < 0.06 && (passage.Index > 0 || !passage.Text.Contains(' '))) || NameGrammar.Clean(passage.Text) is not { } name) continue;
            all.Add(new Found<string>(name, passage.Line, passage.Text, 0.62 + times));
        }
    }

    // "L'ALLIANCE POUR L'EAU DU LAC (ALEL)": a line that is a name and its letters.
    private static Found<string>? WithLetters(Passage passage)
    {
        var open = passage.Text.LastIndexOf('(');
        if (passage.Kind is BlockKind.Field or BlockKind.ListItem || passage.Text.Length > 90 || passage.Text[^1] != ')' || open < 8 || passage.Text.Length - open is < 4 or > 12) return null;
        var letters = passage.Text[(open + 1)..^1];
        return letters.All(char.IsUpper) && NameGrammar.SpelledOut(passage.Text, open, letters) is { Length: > 6 } name && ContractGrammar.In(FrenchText.Fold(name), name).Count == 0 && Roles.First(FrenchText.Fold(name), 3) < 0 && NameGrammar.Clean(name) is { } clean ? new Found<string>(clean, passage.Line, passage.Text, 0.7) : null;
    }

    // "Étude Borel — Schaerbeek": a name and where it is.
    private static Found<string>? PlaceBehind(Passage passage)
    {
        if (passage.Kind is BlockKind.Field or BlockKind.ListItem || passage.Text.Length > 80) return null;
        var parts = passage.Text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && PlaceGrammar.IsPlace(parts[1]) && IsName(parts[0]) && NameGrammar.Clean(parts[0]) is { } name ? new Found<string>(name, passage.Line, passage.Text, 0.68) : null;
    }

    // "On cherche un·e monteur·euse en freelance pour Les Films du Lac"
    private static Found<string>? For(Passage passage)
    {
        foreach (var match in Seeks().Spans(passage.Folded))
        {
            var end = NameGrammar.EndAt(passage.Text, match.End);
            if (end < match.End + 3 || !char.IsUpper(passage.Text[match.End]) && !passage.Text.AsSpan(match.End).StartsWith("l'", StringComparison.OrdinalIgnoreCase)) continue;
            var name = passage.Text[match.End..end];
            if (Head().IsIn(FrenchText.Fold(name)) || Roles.First(FrenchText.Fold(name), 2) >= 0 || PlaceGrammar.In(passage, match.End) is [{ } place, ..] && place.Start == match.End && place.End >= end) continue;
            if (NameGrammar.Clean(name) is { } clean) return new Found<string>(clean, passage.LineAt(match.End), passage.Quote(match.End, name.Length), 0.68);
        }

        return null;
    }

    // "Menuisier·ère – Atelier du Lac – CDI", "Chef de projet | Atelier du Lac"
    private static void AddSegments(DocumentView view, List<Found<string>> all)
    {
        var heads = view.Document.Metadata.Where(m => m.Name is "html.title" or "title" or "og:title").Select(m => (Text: m.Value, m.Line, Html: m.Name == "html.title")).Concat(view.Body.Take(3).Where(p => p.Kind != BlockKind.Field && p.Text.Length <= 220).Select(p => (p.Text, p.Line, Html: false)));
        foreach (var (text, line, html) in heads)
        {
            var parts = text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2) continue;
            foreach (var whole in parts)
            {
                var part = Trimmed(whole);
                if (parts.Length >= 2 && whole != parts[0] && House().Match(part) is { Success: true } house && NameGrammar.Clean(house.Value) is { } seat) all.Add(new Found<string>(seat, line, text, 0.7));
                if (IsName(part) && NameGrammar.Clean(part) is { } name && Told(view, name, html && whole == parts[^1]) is > 0 and var sureness) all.Add(new Found<string>(name, line, text, sureness));
            }
        }
    }

    // "Les Films du Lac 🚀"
    private static string Trimmed(string part)
    {
        var (start, end) = (0, part.Length);
        while (start < end && !char.IsLetterOrDigit(part[start])) start++;
        while (end > start && !char.IsLetterOrDigit(part[end - 1])) end--;
        return part[start..end];
    }

    private static double Told(DocumentView view, string name, bool endsTitle)
    {
        var repeated = Repeated(view, name) + (view.Body.Any(p => p.Text.Contains(name, StringComparison.Ordinal)) ? 0.03 : 0);
        return endsTitle ? 0.61 + repeated : repeated >= 0.06 ? 0.6 + repeated : 0;
    }

    private static bool IsName(string part)
    {
        if (part.Length is < 3 or > 60 || !char.IsUpper(part[0]) || part.AsSpan().ContainsAny(NoName)) return false;
        var folded = FrenchText.Fold(part);
        if (Roles.First(folded, 3) >= 0 || Head().IsIn(folded) || ContractGrammar.In(folded, part).Count > 0) return false;
        return !PlaceGrammar.IsPlace(part) && NameGrammar.IsProper(part);
    }

    // "Agglomération de X (H/F)", "Mairie de X", "Département du Y"
    [GeneratedRegex(@"^(?:Agglomération|Mairie|Ville|Commune|Communauté (?:de communes|d['’]agglomération|urbaine)|Département|Métropole|CCAS|Syndicat|Université|Conseil départemental|Région|Centre hospitalier|Office)(?: de | d['’]| du | des | )\p{Lu}[\p{L}'’-]+(?:[ -][\p{L}'’-]{2,}){0,4}?(?=$|\s\(?[HF]/[HF]|\s?[,(])", RegexOptions.CultureInvariant)]
    private static partial Regex House();

    // "Stage – Moteur de rejeu": what is offered, and no page.
    [GeneratedRegex(@"^\W*(?:stage|emploi|offre)\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Single();

    // What a page of a site is about, when it looks for people.
    [GeneratedRegex(@"^\W*(?:(?:nos |les )?(?:offres?(?: d'emplois?| de stages?)?|emplois?|recrutements?|stages?|jobs?|carrieres?)|nous rejoindre|rejoi(?:gnez|ns)-nous|(?:devenir |deviens |devenez |nos )?benevol(?:at|ats|es?)|nous aider|aider|s'engager|appel a benevoles|join us)\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    // "RECRUTE", "recrute :", "recherche son/sa", "is hiring"
    [GeneratedRegex(@"^\s?(?:recrute(?:nt)?|recherche(?:nt)?|embauche|cherche|is hiring|is looking for)\b(?:[\s:.!…]*$|\s(?:un|une|son|sa|pour|des|\d|le|la|deux|en)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    // "on cherche … pour ", "nous recrutons … pour l'association "
    [GeneratedRegex(@"\b(?:on|nous|je)\s(?:recrut\w+|recherch\w+|cherch\w+|embauch\w+)\s(?:[^.!?:;,]|\.(?=\S)){5,110}?\s(?:pour (?:le compte de |l'association |la |le |les )?|chez )(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Seeks();

    // "5 rue du Port", "Route de Saint-Gilles – 30300 Beaucaire", "72000 LE MANS"
    [GeneratedRegex(@"^(?:\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.?|bd|boulevard|place|quai|chemin|route|impasse|allee|cours|square|passage)\b|(?:rue|avenue|place|quai|chemin|route|boulevard|zone|za|zi|bp)\s|\d{5}\s[a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    // "OFFRE D'EMPLOI LES TILLEULS"
    [GeneratedRegex(@"^(?:offre d'emploi|offre de stage|offre de poste|avis de recrutement|annonce)\s?[:–-]?\s(?=\S{3,})", RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    // What headlines say besides names.
    [GeneratedRegex(@"offre|emploi|recrut|stage|poste|mission|annonce|fiche|^dossier$|^presentation$|^calendrier$|^contexte$|avis|appel\b|^accueil$|^actualit\w+$|^blog$|temps |\bcd[di]\b|\d{4}|h/f|f/h|rejoi|urgent|candidat|teletravail|remote|hybrid|\bjobs?\b|career|carriere|postul|travail|equipe|notre|nos\b|publi|region|france$|nouveau|^home$|alerte|cookie|partager|connexion|menu|imprimer", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
