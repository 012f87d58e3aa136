using System.Collections.Frozen;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>Proper names as they stand in a text: words with a capital, and the small words between them.</summary>
internal static class NameGrammar
{
    private const int MaxName = 90;
    private const int LongestLead = 20;

    private static readonly FrozenSet<string> Links = new[] { "de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "sur", "&", "à", "a", "au", "aux", "pour", "of", "the", "for", "and", "sans", "n°" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Kinds = new[]
    {
        "naturel", "naturelle", "regional", "regionale", "federal", "federale", "cantonal", "cantonale", "national", "nationale", "departemental", "departementale", "communale", "communal", "municipale", "municipal", "sociale", "social", "populaire", "francaise", "francais", "europeenne",
        "europeen", "interministerielle", "metropolitaine", "locale", "local", "mixte", "intercommunal", "intercommunale", "hospitalier", "hospitaliere", "universitaire", "scientifique", "internationale", "international", "culturelle", "culturel",
        "citoyenne", "citoyen", "solidaire", "solidaires", "rurale", "urbaine", "humanitaire", "durable", "polytechnique", "superieure", "agricole", "botanique", "libre", "libres", "numerique",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Never = Vocabulary.Load("not-organizations.txt").SelectMany(l => l.Value).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>End of the name that begins at <paramref name="start"/>; <paramref name="start"/> itself when none does.</summary>
    public static int EndAt(string text, int start)
    {
        var end = start;
        var i = start;
        while (i < text.Length && i - start < MaxName)
        {
            var stop = i;
            while (stop < text.Length && text[stop] is not (' ' or '\'' or '’')) stop++;
            var word = text.AsSpan(i, stop - i);
            var closed = word.TrimEnd(",;:.)»\"”…!?");
            var bare = closed.TrimStart("«\"“(");
            if (bare.IsEmpty || (word[0] == '(' && end > start)) break;
            if (IsCapital(bare) || (end > start && (IsKind(bare) || (closed.Length == 1 && closed[0] is '&' or '–' or '-')))) end = closed.Length == 1 && !char.IsLetterOrDigit(closed[0]) ? end : i + closed.Length;
            else if (!(bare.Length <= 4 && Links.GetAlternateLookup<ReadOnlySpan<char>>().Contains(bare)) || end == start) break;
            if (closed.Length != word.Length && !(word.Length - closed.Length == 1 && word[^1] == '!' && stop < text.Length)) break;
            i = stop + 1;
        }

        return end;
    }

    /// <summary>How long the article in front of a name is, which within a sentence is no part of it ("Née en 1951, l'Escale défend"); 0 for none.</summary>
    public static int SmallArticle(ReadOnlySpan<char> text)
    {
        foreach (var article in (ReadOnlySpan<string>)["la ", "le ", "les ", "l'", "l’"])
        {
            if (text.StartsWith(article) && text.Length > article.Length && char.IsUpper(text[article.Length])) return article.Length;
        }

        return 0;
    }

    /// <summary>End of the name of an institution, which goes on in small letters: "Conservatoire des landes sauvages de Brume".</summary>
    public static int EndOfInstitution(string text, int start)
    {
        var end = start;
        var linked = false;
        for (var i = start; i < text.Length && i - start < MaxName;)
        {
            var stop = i;
            while (stop < text.Length && text[stop] is not (' ' or '\'' or '’')) stop++;
            var word = text.AsSpan(i, stop - i);
            var bare = word.TrimEnd(",;:.)»\"”…!?");
            if (bare.IsEmpty || word[0] == '(' || char.IsDigit(bare[0]) || bare is "plus") break;
            var isLink = bare.Length <= 4 && Links.GetAlternateLookup<ReadOnlySpan<char>>().Contains(bare) && bare is not ("à" or "a" or "au" or "aux" or "en" or "pour" or "sur");
            if (!isLink && (IsCapital(bare) || linked || (end > start && (IsAdjective(bare) || (bare.EndsWith('s') && end < i && text[end - 1] == 's' && char.IsLower(bare[0])))))) end = i + bare.Length;
            else if (!isLink || end == start) break;
            linked = isLink && (linked || bare is "de" or "d" or "des" or "du" or "la" or "le" or "l" or "les" or "et");
            if (bare.Length != word.Length) break;
            i = stop + 1;
        }

        return end;
    }

    private static bool IsAdjective(ReadOnlySpan<char> word) => IsKind(word) || IsKind(word.TrimEnd('s')) || word.EndsWith("aires") || word.EndsWith("aux") || word.EndsWith("ales") || word.EndsWith("elles") || word.EndsWith("iques");

    /// <summary>The words before "(ABC)" whose first letters they are; null when they are not.</summary>
    public static string? SpelledOut(string text, int bracket, string letters)
    {
        var end = bracket;
        while (end > 0 && text[end - 1] == ' ') end--;
        var start = end;
        for (var words = 0; words < 12 && start > 0; words++)
        {
            var space = text.AsSpan(0, start).TrimEnd().LastIndexOfAny(" '’(");
            start = space + 1;
            if (FrenchText.Fold(text[start..(start + 1)])[0] == char.ToLowerInvariant(letters[0]) && char.IsUpper(text[start]) && Spells(text.AsSpan(start, end - start), letters)) return text[start..end];
            if (start > 0) start--;
        }

        return null;
    }

    private static bool Spells(ReadOnlySpan<char> name, string letters)
    {
        var next = 0;
        var begins = true;
        foreach (var c in FrenchText.Fold(name.ToString()))
        {
            if (begins && next < letters.Length && c == char.ToLowerInvariant(letters[next])) next++;
            begins = !char.IsLetterOrDigit(c);
        }

        return next >= letters.Length - 1;
    }

    /// <summary>A name without article in front and marks around; null when it can be no one's name.</summary>
    public static string? Clean(string name)
    {
        name = name.Trim(' ', ',', ';', ':', '-', '–', '"', '«', '»', '“', '”', '*', '.', '…', '|', '[', ']');
        if (name.Length > LongestLead + MaxName) return null;
        Span<char> buffer = stackalloc char[LongestLead + MaxName];
        FrenchText.Fold(name, buffer);
        ReadOnlySpan<char> folded = buffer[..name.Length];
        foreach (var lead in (ReadOnlySpan<string>)["l'association ", "association ", "l'ong ", "l'entreprise ", "la societe ", "la start-up ", "l'asso ", "notre association ", "our organization ", "the company ", "l'asbl ", "asbl "])
        {
            if (!folded.StartsWith(lead) || name.Length - lead.Length < 3 || !(char.IsUpper(name[lead.Length]) || char.IsDigit(name[lead.Length]))) continue;
            name = name[lead.Length..];
            folded = folded[lead.Length..];
            break;
        }

        if (name.Length is < 2 or > MaxName || !name.AsSpan().ContainsAnyInRange('A', 'Z') && !name.Any(char.IsUpper)) return null;
        return IsNever(folded) || name.AsSpan().ContainsAny("[]«»") || !HasWord(name) ? null : name;
    }

    // "Les 3es et 4", "12 VILLAGES" are nobody.
    private static bool HasWord(string name)
    {
        var digits = name.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits >= 2 && name[digits] == ' ') return false;
        foreach (var range in name.AsSpan().Split(' '))
        {
            var word = name.AsSpan()[range];
            if (word.Length > 1 && char.IsLetter(word[0]) && !(word.Length <= 4 && Links.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))) return true;
        }

        return name.Any(char.IsUpper) && name.Length <= 12;
    }

    /// <summary>True for words and intermediaries that never hire.</summary>
    public static bool IsNever(ReadOnlySpan<char> folded)
    {
        var never = Never.GetAlternateLookup<ReadOnlySpan<char>>();
        if (never.Contains(folded) || IsOther(folded) || IsRoleOrCall(folded)) return true;

        // "Commune de 2240 habitants": how large it is, not which.
        if (folded.StartsWith("commune de ") && char.IsAsciiDigit(folded["commune de ".Length])) return true;

        // "Cap emploi 44 Nantes": an office of those that place people with others; "Site web de l'employeur": a button.
        if (folded.StartsWith("cap emploi ") || folded.StartsWith("france travail ") || folded.StartsWith("pole emploi ") || folded.StartsWith("site web ") || folded.StartsWith("site internet ")) return true;
        foreach (var article in (ReadOnlySpan<string>)["le ", "la ", "les ", "l'", "un ", "une ", "des ", "du ", "cette ", "notre ", "nos ", "votre ", "ce ", "a ", "an "])
        {
            if (folded.StartsWith(article) && (never.Contains(folded[article.Length..]) || article is "a " or "an " or "un " or "une " or "cette " or "notre " or "nos " or "votre " or "ce ")) return true;
        }

        return false;
    }

    // "Délégué·e en", "Deviens": a role as inclusive writing spells it, or a call.
    private static bool IsRoleOrCall(ReadOnlySpan<char> folded)
    {
        var space = folded.IndexOf(' ');
        var first = space < 0 ? folded : folded[..space];
        if (first is "deviens" or "devenez" or "rejoins" or "rejoignez" or "viens" or "venez" or "postule" or "postulez" or "decouvre" or "decouvrez" or "engagez-vous") return true;
        return first.IndexOfAny(".·(/") is > 3 and var mark && mark < first.Length - 1 && Roles.IsRole(first[..mark]);
    }

    // "69 - DECINES", "CDD 5", "Route de Saint-Gilles", "12 rue": addresses and terms.
    private static bool IsOther(ReadOnlySpan<char> folded)
    {
        var space = folded.IndexOf(' ');
        var first = folded[..(space < 0 ? folded.Length : space)];
        if (first.Length > 0 && char.IsAsciiDigit(first[0]) && (first.Length == 5 || (space > 0 && folded[space..].StartsWith(" -")) || folded.Contains(" rue ", StringComparison.Ordinal) || folded.Contains(" avenue ", StringComparison.Ordinal))) return true;
        return first is "cdd" or "cdi" or "cddi" or "stage" or "alternance" or "rue" or "route" or "avenue" or "boulevard" or "quai" or "impasse" or "bp" or "tel" or "cedex" or "poste" or "offre" or "ref" or "contrat" or "salaire" or "mission" or "publiee" or "temps" or "annonce";
    }

    /// <summary>True when the name holds a capital beyond its first word or article, or is a single word with one.</summary>
    public static bool IsProper(string name)
    {
        var rest = name.AsSpan();
        foreach (var article in (ReadOnlySpan<string>)["Le ", "La ", "Les ", "L'", "L’", "The "])
        {
            if (rest.StartsWith(article)) rest = rest[article.Length..];
        }

        // A capital in any word, a digit at the beginning of one.
        for (var i = 0; i < rest.Length; i++)
        {
            if (char.IsUpper(rest[i]) || (char.IsDigit(rest[i]) && (i == 0 || rest[i - 1] is ' ' or '-' or '\'' or '’'))) return true;
        }

        return false;
    }

    private static bool IsCapital(ReadOnlySpan<char> word) => char.IsUpper(word[0]) || (char.IsDigit(word[0]) && word.Length <= 4) || (word.Length > 1 && char.IsUpper(word[1]));

    private static bool IsKind(ReadOnlySpan<char> word) => word.Length <= 20 && Kinds.Contains(FrenchText.Fold(word.ToString()));
}
