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

    private static readonly List<PlaceMention> None = [];

    private static readonly FrozenSet<string> Words = Vocabulary.Lines("not-places.txt").Select(Gazetteer.NameKey).ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Streets = new[]
    {
        "rue", "avenue", "av", "boulevard", "bd", "bld", "place", "quai", "porte", "gare", "metro", "cours", "pont", "route", "chemin", "impasse", "allee", "allees", "faubourg", "square", "passage", "hopital", "lycee", "mairie", "tram",
        "universite", "chu", "academie", "aeroport", "rer", "tour", "conference", "accords", "accord", "espace", "hotel", "theatre", "villa", "residence", "pays", "festival", "college", "saint", "chateau", "domaine", "esplanade", "chaussee", "sentier", "montee", "ruelle", "venelle", "digue", "ligne", "halte", "paroisse", "gymnase", "quartier", "campus", "zac", "etang", "lac", "col", "foret", "bois", "marais", "ruisseau", "vallon", "gorges", "moulin", "immeuble", "batiment", "residence",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Places in order of the text, from <paramref name="from"/> on.</summary>
    /// <param name="passage">Where to look.</param>
    /// <param name="from">The first character looked at.</param>
    /// <param name="seats">"campus de Rennes" counts as Rennes: for a label that announces a place and names nothing else.</param>
    public static List<PlaceMention> In(Passage passage, int from = 0, bool seats = false) => In(passage.Text.AsMemory(), from, seats);

    /// <summary>As the other, of a text that is no passage.</summary>
    public static List<PlaceMention> In(ReadOnlyMemory<char> whole, int from = 0, bool seats = false)
    {
        List<PlaceMention>? found = null;
        var said = whole.Slice(from, Math.Min(MaxPassage, whole.Length - from));
        var text = said.Span;
        using var names = NameText.Of(said);
        for (var i = 0; i < names.Key.Length;)
        {
            var length = At(names, i, text, seats, out var mention);
            if (mention is { } m) (found ??= []).Add(m with { Start = m.Start + from, End = m.End + from });
            i = length > 0 && i + length < names.Key.Length ? i + length + 1 : length > 0 ? names.Key.Length : names.NextWord(i);
        }

        return found ?? None;
    }

    /// <summary>True when the whole text is the name of a place.</summary>
    public static bool IsPlace(string text) => In(text.AsMemory()) is [{ Start: 0 } place, ..] && place.End >= text.Length - 6;

    private static int At(NameText names, int i, ReadOnlySpan<char> text, bool seats, out PlaceMention? mention)
    {
        mention = null;
        var source = names.SourceRange(i, 1).Start.Value;
        if (text[source] == 'a' && Contracted(names, i, text, out mention) is > 0 and var contracted) return contracted;
        if (!char.IsUpper(text[source]) || IsBehindHyphen(text, source) || IsBehindElision(text, source) || IsMixed(text[source..])) return 0;

        // The whole name is passed over: "campus de Saint-Martin-d'Hères" is no place "Hères" either.
        if (IsAfterStreet(names.Key, i, seats)) return Gazetteer.France.LongestName(names.Key[i..]) is var whole && whole > 0 && IsWrittenAsName(names, i, whole, text) ? whole : 0;
        var key = names.Key[i..];
        var (area, areaLength) = AreaNames.At(key);
        var length = Gazetteer.France.LongestName(key);
        while (length > 0 && !IsWrittenAsName(names, i, length, text) && !IsBehindCode(text, source)) length = Shorter(key, length);
        var (abroad, abroadLength) = CitiesAbroad.At(key);
        if (abroad is not null && !IsBeforeHyphen(text, names.SourceRange(i, abroadLength).End.Value) && abroadLength >= length && abroadLength >= areaLength)
        {
            mention = Mention(new Place(abroad.Value.Name, null, null, null, abroad.Value.Country), names, i, abroadLength, text.Length, false);
            return abroadLength;
        }

        var code = PlaceCodes.Near(text, source, length == 0 ? source : names.SourceRange(i, length).End.Value, out var end);
        if (length > 0 && (length > areaLength || (length == areaLength && (key[..length].SequenceEqual("paris") || code is not null))))
        {
            mention = Commune(key[..length], code, text, names, i, length, end);
            if (mention is not null || areaLength == 0) return length;
        }

        if (area is null) return length;
        mention = Mention(area, names, i, areaLength, text.Length, false);

        // "Centre culturel", and "Centre" the region.
        if (Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key[..areaLength]) && text[mention.Value.End..] is [' ', >= 'a' and <= 'z', ..]) mention = null;
        return areaLength;
    }

    // "basé au Mans", "travail aux Ulis": the name's article is in the preposition. Small places so named are mostly something else ("au Château").
    private static int Contracted(NameText names, int i, ReadOnlySpan<char> text, out PlaceMention? mention)
    {
        mention = null;
        var key = names.Key[i..];
        var article = key.StartsWith("au ") ? 3 : key.StartsWith("aux ") ? 4 : 0;
        if (article == 0 || key.Length == article || !char.IsUpper(text[names.SourceRange(i + article, 1).Start.Value])) return 0;
        var length = Gazetteer.France.LongestName(key);
        if (length <= article || Gazetteer.France.CommunesNamed(key[..length]) is not [var first, ..] || !first.Name.StartsWith("Le", StringComparison.Ordinal)) return 0;
        var written = names.SourceRange(i + article, length - article);
        if (IsBeforeHyphen(text, written.End.Value)) return 0;
        var code = PlaceCodes.Near(text, written.Start.Value, written.End.Value, out var end);
        var commune = PlaceCodes.Choose(Gazetteer.France.CommunesNamed(key[..length]), code);
        if (commune is null && (first.Population < 5000 || key[article..length] is "port" or "moule" or "bar" or "marche")) return 0;
        var known = commune is not null;
        commune ??= first;
        mention = new PlaceMention(new Place(commune.Name, commune.Departement.Code, commune.Region.Name, commune.Code), written.Start.Value, known ? Math.Max(end, written.End.Value) : written.End.Value, known);
        return length;
    }

    private static PlaceMention? Commune(ReadOnlySpan<char> key, string? code, ReadOnlySpan<char> text, NameText names, int i, int length, int end)
    {
        var communes = Gazetteer.France.CommunesNamed(key);
        var written = names.SourceRange(i, length);
        if (communes.Count == 0 || IsBeforeHyphen(text, written.End.Value)) return null;
        var commune = PlaceCodes.Choose(communes, code);
        if (commune is null && (Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key) || Roles.IsRole(key) || (communes[0].Population < 50_000 && GoesOn(text[written.End.Value..])))) return null;
        var known = commune is not null;
        commune ??= communes[0];
        var start = names.SourceRange(i, length).Start.Value;
        return new PlaceMention(new Place(commune.Name, commune.Departement.Code, commune.Region.Name, commune.Code), start, known ? Math.Max(end, names.SourceRange(i, length).End.Value) : names.SourceRange(i, length).End.Value, known);
    }

    private static PlaceMention Mention(Place place, NameText names, int i, int length, int limit, bool known)
    {
        var range = names.SourceRange(i, length);
        return new PlaceMention(place, range.Start.Value, Math.Min(limit, range.End.Value), known);
    }

    // Every word but the small ones with a capital: "Le Mans", "Ivry sur Seine", not "Lens de".
    private static bool IsWrittenAsName(NameText names, int i, int length, ReadOnlySpan<char> text)
    {
        var last = i + names.Key.Slice(i, length).LastIndexOf(' ') + 1;
        var at = names.SourceRange(last, 1).Start.Value;
        return char.IsUpper(text[at]) || char.IsDigit(text[at]) || i + length - last <= 3;
    }

    // "Serres de la Vallée": what goes on so names something else.
    private static bool GoesOn(ReadOnlySpan<char> rest)
    {
        foreach (var link in (ReadOnlySpan<string>)[" de la ", " de l'", " de l’", " du ", " des "])
        {
            if (rest.StartsWith(link)) return rest.Length > link.Length && char.IsUpper(rest[link.Length]);
        }

        return false;
    }

    // "72200 La flèche": behind its postal code a name needs no capitals.
    private static bool IsBehindCode(ReadOnlySpan<char> text, int start)
    {
        var before = text[..start].TrimEnd(" -–,");
        return before.Length >= 5 && before.Length < start && PlaceCodes.IsDigits(before[^5..]);
    }

    // "O'SURVIE": only "d'" and "l'" stand in front of a place.
    private static bool IsBehindElision(ReadOnlySpan<char> text, int start) => start >= 2 && text[start - 1] is '\'' or '’' && char.IsLetter(text[start - 2]) && text[start - 2] is not ('d' or 'D' or 'l' or 'L');

    // "LANs": a place is written "Lans" or "LANS".
    private static bool IsMixed(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || !char.IsUpper(text[1])) return false;
        var end = 2;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return end > 2 && char.IsLower(text[end - 1]) && char.IsUpper(text[end - 2]);
    }

    // "Rhône-Saône", "Paris-Sud": a part of a name is not the place.
    private static bool IsBehindHyphen(ReadOnlySpan<char> text, int start) => start >= 2 && text[start - 1] == '-' && char.IsLetter(text[start - 2]);

    private static bool IsBeforeHyphen(ReadOnlySpan<char> text, int end) => end + 1 < text.Length && text[end] == '-' && char.IsLetter(text[end + 1]);

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
            if (words == 0 && word is "grands" or "grandes" or "petits" or "petites") return true;
            if (word is not ("de" or "du" or "des" or "d" or "la" or "le" or "les" or "l")) return false;
            before = space < 0 ? [] : before[..space];
        }

        return false;
    }
}
