using System.Collections.Frozen;
using OfferBot.Core.Offers;
using OfferBot.Core.Places;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>A place named in a passage.</summary>
/// <param name="Place">Its parts.</param>
/// <param name="Start">Where the name begins in the passage.</param>
/// <param name="End">Where it ends, with the code in brackets behind it.</param>
/// <param name="HasCode">A postal code or a departement stands beside it.</param>
internal readonly record struct PlaceMention(Place Place, int Start, int End, bool HasCode);

/// <summary>Finds places of France and cities abroad by their names, as written with a capital.</summary>
internal static class PlaceGrammar
{
    private const int MaxPassage = 600;

    private static readonly FrozenSet<string> Words = Vocabulary.Lines("not-places.txt").Select(Gazetteer.NameKey).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, (string Name, string Country)> Abroad = LoadAbroad();
    private static readonly FrozenDictionary<string, (string Name, string Country)>.AlternateLookup<ReadOnlySpan<char>> AbroadLookup = Abroad.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string> Streets = new[]
    {
        "rue", "avenue", "av", "boulevard", "bd", "bld", "place", "quai", "porte", "gare", "metro", "cours", "pont", "route", "chemin", "impasse", "allee", "allees", "faubourg", "square", "passage", "hopital", "lycee", "mairie", "tram",
        "universite", "chu", "academie", "aeroport", "rer", "tour", "conference", "accords", "accord", "espace", "hotel", "theatre", "villa", "residence", "pays", "festival", "college", "saint", "chateau", "domaine", "esplanade", "ligne", "quartier", "campus", "zac", "immeuble", "batiment", "residence",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Places in order of the text, from <paramref name="from"/> on.</summary>
    /// <param name="passage">Where to look.</param>
    /// <param name="from">The first character looked at.</param>
    /// <param name="seats">"campus de Rennes" counts as Rennes: for a label that announces a place and names nothing else.</param>
    public static List<PlaceMention> In(Passage passage, int from = 0, bool seats = false)
    {
        var found = new List<PlaceMention>();
        var text = passage.Text.Length - from > MaxPassage ? passage.Text.Substring(from, MaxPassage) : passage.Text[from..];
        using var names = NameText.Of(text);
        for (var i = 0; i < names.Key.Length;)
        {
            var length = At(names, i, text, seats, out var mention);
            if (mention is { } m) found.Add(m with { Start = m.Start + from, End = m.End + from });
            i = length > 0 && i + length < names.Key.Length ? i + length + 1 : length > 0 ? names.Key.Length : names.NextWord(i);
        }

        return found;
    }

    /// <summary>True when the whole text is the name of a place.</summary>
    public static bool IsPlace(string text) => In(new Passage(new Block(BlockKind.Paragraph, text, 1), 0)) is [{ Start: 0 } place, ..] && place.End >= text.Length - 6;

    private static int At(NameText names, int i, string text, bool seats, out PlaceMention? mention)
    {
        mention = null;
        var source = names.SourceRange(i, 1).Start.Value;
        if (text[source] == 'a' && Contracted(names, i, text, out mention) is > 0 and var contracted) return contracted;
        if (!char.IsUpper(text[source]) || IsBehindHyphen(text, source)) return 0;

        // The whole name is passed over: "campus de Saint-Martin-d'Hères" is no place "Hères" either.
        if (IsAfterStreet(names.Key, i, seats)) return Gazetteer.France.LongestName(names.Key[i..]) is var whole && whole > 0 && IsWrittenAsName(names, i, whole, text) ? whole : 0;
        var key = names.Key[i..];
        var (area, areaLength) = AreaAt(key);
        var length = Gazetteer.France.LongestName(key);
        while (length > 0 && !IsWrittenAsName(names, i, length, text) && !IsBehindCode(text, source)) length = Shorter(key, length);
        var (abroad, abroadLength) = AbroadAt(key);
        if (abroad is not null && abroadLength >= length && abroadLength >= areaLength)
        {
            mention = Mention(new Place(abroad.Value.Name, null, null, null, abroad.Value.Country), names, i, abroadLength, text.Length, false);
            return abroadLength;
        }

        var code = CodeNear(text, source, length == 0 ? source : names.SourceRange(i, length).End.Value, out var end);
        if (length > 0 && (length > areaLength || (length == areaLength && (key[..length].SequenceEqual("paris") || code is not null))))
        {
            mention = Commune(key[..length], code, text, names, i, length, end);
            if (mention is not null || areaLength == 0) return length;
        }

        if (area is null) return length;
        mention = Mention(area, names, i, areaLength, text.Length, false);
        return areaLength;
    }

    // "basé au Mans", "travail aux Ulis": the name's article is in the preposition. Small places so named are mostly something else ("au Château").
    private static int Contracted(NameText names, int i, string text, out PlaceMention? mention)
    {
        mention = null;
        var key = names.Key[i..];
        var article = key.StartsWith("au ") ? 3 : key.StartsWith("aux ") ? 4 : 0;
        if (article == 0 || key.Length == article || !char.IsUpper(text[names.SourceRange(i + article, 1).Start.Value])) return 0;
        var length = Gazetteer.France.LongestName(key);
        if (length <= article || Gazetteer.France.CommunesNamed(key[..length]) is not [var first, ..] || !first.Name.StartsWith("Le", StringComparison.Ordinal)) return 0;
        var written = names.SourceRange(i + article, length - article);
        if (IsBeforeHyphen(text, written.End.Value)) return 0;
        var code = CodeNear(text, written.Start.Value, written.End.Value, out var end);
        var commune = code is null ? null : Gazetteer.France.CommunesNamed(key[..length]).FirstOrDefault(c => c.PostalCodes.Contains(code) || c.Departement.Code == code || (code.Length == 5 && c.Departement.Code == DepartementOf(code)));
        if (commune is null && (first.Population < 5000 || key[article..length] is "port" or "moule" or "bar" or "marche")) return 0;
        var known = commune is not null;
        commune ??= first;
        mention = new PlaceMention(new Place(commune.Name, commune.Departement.Code, commune.Region.Name, commune.Code), written.Start.Value, known ? Math.Max(end, written.End.Value) : written.End.Value, known);
        return length;
    }

    private static PlaceMention? Commune(ReadOnlySpan<char> key, string? code, string text, NameText names, int i, int length, int end)
    {
        var communes = Gazetteer.France.CommunesNamed(key);
        var written = names.SourceRange(i, length);
        if (communes.Count == 0 || IsBeforeHyphen(text, written.End.Value)) return null;
        var commune = code is null ? null : communes.FirstOrDefault(c => c.PostalCodes.Contains(code) || c.Departement.Code == code || (code.Length == 5 && c.Departement.Code == DepartementOf(code)));
        if (commune is null && (Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key) || Roles.IsRole(key))) return null;
        var known = commune is not null;
        commune ??= communes[0];
        var start = names.SourceRange(i, length).Start.Value;
        return new PlaceMention(new Place(commune.Name, commune.Departement.Code, commune.Region.Name, commune.Code), start, known ? Math.Max(end, names.SourceRange(i, length).End.Value) : names.SourceRange(i, length).End.Value, known);
    }

    private static string DepartementOf(string postalCode) => postalCode.StartsWith("97", StringComparison.Ordinal) || postalCode.StartsWith("98", StringComparison.Ordinal) ? postalCode[..3] : postalCode[..2];

    private static PlaceMention Mention(Place place, NameText names, int i, int length, int limit, bool known)
    {
        var range = names.SourceRange(i, length);
        return new PlaceMention(place, range.Start.Value, Math.Min(limit, range.End.Value), known);
    }

    // Every word but the small ones with a capital: "Le Mans", "Ivry sur Seine", not "Lens de".
    private static bool IsWrittenAsName(NameText names, int i, int length, string text)
    {
        var last = i + names.Key.Slice(i, length).LastIndexOf(' ') + 1;
        var at = names.SourceRange(last, 1).Start.Value;
        return char.IsUpper(text[at]) || char.IsDigit(text[at]) || i + length - last <= 3;
    }

    // "72200 La flèche": behind its postal code a name needs no capitals.
    private static bool IsBehindCode(string text, int start)
    {
        var before = text.AsSpan(0, start).TrimEnd(" -–,");
        return before.Length >= 5 && before.Length < start && IsDigits(before[^5..]);
    }

    // "Rhône-Saône", "Paris-Sud": a part of a name is not the place.
    private static bool IsBehindHyphen(string text, int start) => start >= 2 && text[start - 1] == '-' && char.IsLetter(text[start - 2]);

    private static bool IsBeforeHyphen(string text, int end) => end + 1 < text.Length && text[end] == '-' && char.IsLetter(text[end + 1]);

    private static int Shorter(ReadOnlySpan<char> key, int length)
    {
        var space = key[..length].LastIndexOf(' ');
        return space <= 0 ? 0 : Gazetteer.France.LongestName(key[..space]);
    }

    // "rue de Lille", "Porte d'Orléans", "Université de Bordeaux" name no place of work.
    private static bool IsAfterStreet(ReadOnlySpan<char> key, int i, bool seats)
    {
        var before = key[..i].TrimEnd();
        for (var words = 0; words < 3 && !before.IsEmpty; words++)
        {
            var space = before.LastIndexOf(' ');
            var word = before[(space + 1)..];
            if (Streets.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) return !seats || word is not ("campus" or "hopital" or "lycee" or "mairie" or "universite" or "chu" or "theatre" or "college" or "residence" or "chateau" or "gare" or "aeroport" or "quartier");
            if (word is not ("de" or "du" or "des" or "d" or "la" or "le" or "les" or "l")) return false;
            before = space < 0 ? [] : before[..space];
        }

        return false;
    }

    private static (Place? Area, int Length) AreaAt(ReadOnlySpan<char> key)
    {
        if (!AreaNames.MayBe(key)) return (null, 0);
        Span<int> ends = stackalloc int[6];
        var (end, count) = (0, 0);
        while (count < ends.Length && end < key.Length)
        {
            var space = key[end..].IndexOf(' ');
            var word = space < 0 ? key[end..] : key.Slice(end, space);
            if (word.ContainsAnyInRange('0', '9')) break;
            end += word.Length;
            ends[count++] = end;
            end++;
        }

        for (var i = count - 1; i >= 0 && ends[i] >= 3; i--)
        {
            var name = key[..ends[i]];
            if (name.EndsWith(" cedex")) name = name[..^6];
            if (Gazetteer.France.RegionNamed(name) is { } region) return (new Place(null, null, region.Name), ends[i]);
            if (Gazetteer.France.DepartementNamed(name) is { } departement) return (new Place(null, departement.Code, departement.Region.Name), ends[i]);
        }

        return (null, 0);
    }

    private static ((string Name, string Country)? City, int Length) AbroadAt(ReadOnlySpan<char> key)
    {
        var end = 0;
        ((string, string)? City, int Length) best = (null, 0);
        for (var words = 0; words < 4 && end < key.Length; words++)
        {
            var space = key[end..].IndexOf(' ');
            end = space < 0 ? key.Length : end + space;
            if (AbroadLookup.TryGetValue(key[..end], out var city)) best = (city, end);
            end++;
        }

        return best;
    }

    // "59700 Marcq-en-Barœul", "Tours (37)", "Marseille 13001", "Lyon 3ème (69)"
    private static string? CodeNear(string text, int start, int nameEnd, out int end)
    {
        end = nameEnd;
        var before = text.AsSpan(0, start).TrimEnd(" -–,(");
        if (before.Length >= 5 && IsDigits(before[^5..]) && (before.Length == 5 || !char.IsLetterOrDigit(before[^6]))) return before[^5..].ToString();
        if (before.EndsWith("F") && before.Length >= 7 && IsDigits(before[^7..^2])) return before[^7..^2].ToString();
        var after = text.AsSpan(nameEnd);
        var i = 0;
        while (i < after.Length && i < 22 && after[i] is not '(' && !char.IsAsciiDigit(after[i])) i++;
        if (i >= after.Length || i > 4) return null;
        var open = after[i] == '(';
        if (open) i++;
        var digits = i;
        while (digits < after.Length && (char.IsAsciiDigit(after[digits]) || after[digits] is 'A' or 'B')) digits++;
        var code = after[i..digits];
        if (open ? code.Length is 2 or 3 or 5 && digits < after.Length && after[digits] is ')' or ' ' or ',' : code.Length == 5)
        {
            end = nameEnd + digits + (open ? 1 : 0);
            return code.ToString();
        }

        return null;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static FrozenDictionary<string, (string Name, string Country)> LoadAbroad()
    {
        var cities = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var line in Vocabulary.Lines("abroad.txt"))
        {
            var parts = line.Split('=');
            cities.TryAdd(Gazetteer.NameKey(parts[0].Trim()), (parts[0].Trim(), parts[1].Trim()));
        }

        return cities.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Which words names of departements and regions begin with, so that few texts are looked up in vain.</summary>
    private static class AreaNames
    {
        private static readonly FrozenSet<string> First = Gazetteer.France.Departements.Select(d => d.Name).Concat(Gazetteer.France.Regions.Select(r => r.Name))
            .SelectMany(n => new[] { FirstWord(Gazetteer.NameKey(n)), FirstWord(Gazetteer.NameKey(n).Replace("la ", "", StringComparison.Ordinal).Replace("l ", "", StringComparison.Ordinal)) })
            .Concat(["idf", "paca", "picardie", "aquitaine", "limousin", "poitou", "languedoc", "midi", "rhone", "auvergne", "alsace", "lorraine", "champagne", "bourgogne", "franche", "haute", "basse", "nord"])
            .ToFrozenSet(StringComparer.Ordinal);

        public static bool MayBe(ReadOnlySpan<char> key)
        {
            var space = key.IndexOf(' ');
            return First.GetAlternateLookup<ReadOnlySpan<char>>().Contains(space < 0 ? key : key[..space]);
        }

        private static string FirstWord(string name) => name.Split(' ')[0];
    }
}
