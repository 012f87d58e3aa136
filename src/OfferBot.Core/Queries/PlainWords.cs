using System.Text;
using System.Text.RegularExpressions;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>What a criterion that stands without a key is, for joining those that stand side by side.</summary>
internal enum BareKind
{
    None,
    Contract,
    Place,
}

/// <summary>Reads words that stand without a key: contracts, places, distances, remote work and levels where they are plain to see, else words to look for.</summary>
internal sealed partial class PlainWords(QueryCursor cursor)
{
    // "autour de Lille" without a figure.
    private const int AroundKm = 30;

    /// <summary>The criterion that begins here; <see cref="Everything"/> for a word said for grammar only; null when faulty.</summary>
    public Criterion? Read(out BareKind bare)
    {
        bare = BareKind.Place;
        if (cursor.DistanceHere() > 0) return DistanceFirst();
        if (Around() is { } around) return around;
        if (CommuneThenDistance() is { } near) return near;
        if (cursor.Fault is not null) return null;
        for (var count = PlaceNames.MostWords; count > 0; count--)
        {
            if (cursor.Join(count) is not { } words) continue;
            if (Phrase(words, count, out bare) is not { } phrase) continue;
            return phrase;
        }

        bare = BareKind.None;
        return Plain();
    }

    /// <summary>Words to look for, in any order of signs; <see cref="Everything"/> when there is no letter in them.</summary>
    public static Criterion WordsOf(string text) => SearchWords.Of(text).Length == 0 ? new Everything() : new Words(Normal(text));

    /// <summary>Lower case, plain quotes, single spaces.</summary>
    public static string Normal(string text) =>
        Spaces().Replace(text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace('’', '\'').Replace("\"", " ", StringComparison.Ordinal), " ")
            .Trim(' ', '.', ',', ';', ':', '!', '?', '\'');

    // "50km lille", "50 km autour de Lille"
    private Criterion? DistanceFirst()
    {
        var (start, distance) = (cursor.At, cursor.Current);
        if (cursor.TakeDistance() is not { } km) return null;
        cursor.At += cursor.PhraseHere("from");
        if (TakeCommune(anySize: true) is { } commune) return new Near(commune, km);
        cursor.At = start;
        return cursor.Fail("distance-without-place", distance);
    }

    private Near? Around()
    {
        var start = cursor.At;
        if (cursor.PhraseHere("around") is var words and > 0)
        {
            cursor.At += words;
            if (TakeCommune(anySize: true) is { } commune)
                return cursor.DistanceHere() == 0 ? new Near(commune, AroundKm) : cursor.TakeDistance() is { } km ? new Near(commune, km) : null;
        }

        cursor.At = start;
        return null;
    }

    // "lille 50km". A word before a distance that no place follows must be a place.
    private Near? CommuneThenDistance()
    {
        var start = cursor.At;
        if (TakeCommune(anySize: true, beforeDistance: true) is { } commune) return cursor.TakeDistance() is { } km ? new Near(commune, km) : null;
        cursor.At = start;
        if (cursor.DistanceHere(1) is var length and > 0 && cursor.Current.Text.All(c => char.IsLetter(c) || c == '-') && !IsSpecial(cursor.JoinKey(1)!))
        {
            cursor.At += 1 + length;
            cursor.At += cursor.PhraseHere("from");
            if (TakeCommune(anySize: true) is null)
            {
                cursor.At = start;
                cursor.Fail("unknown-place", cursor.Current, PlaceNames.Closest(cursor.Current.Text));
            }
        }

        cursor.At = start;
        return null;
    }

    private static bool IsSpecial(string key) => QueryVocabulary.Contract(key) is not null || QueryVocabulary.Remote(key) is not null
        || QueryVocabulary.Value("stop", key) is not null;

    // The commune here, with the departement that may follow it: "saint denis 93".
    private Commune? TakeCommune(bool anySize, bool beforeDistance = false)
    {
        for (var count = PlaceNames.MostWords; count > 0; count--)
        {
            if (cursor.Join(count) is not { } name || Gazetteer.France.FindCommunes(name) is not [var first, ..] communes) continue;
            var qualified = cursor.DistanceHere(count) > 0 ? null : Qualified(communes, count);
            if (beforeDistance && cursor.DistanceHere(count + (qualified is null ? 0 : 1)) == 0) continue;
            if (!anySize && qualified is null && PlaceNames.FindKnown(Gazetteer.NameKey(name)) is null) continue;
            cursor.At += count + (qualified is null ? 0 : 1);
            return qualified ?? first;
        }

        return null;
    }

    private Commune? Qualified(IReadOnlyList<Commune> communes, int count) =>
        cursor.Peek(count) is { Kind: LexemeKind.Word, Spaced: true } next && Gazetteer.France.FindDepartement(next.Text.Trim('(', ')')) is { } departement
            ? communes.FirstOrDefault(c => c.Departement == departement)
            : null;

    private Criterion? Phrase(string words, int count, out BareKind bare)
    {
        var start = cursor.At;
        var key = NameForm.Of(words);
        bare = BareKind.Contract;
        cursor.At += count;
        if (QueryVocabulary.Contract(key, capitals: !cursor.AllCapitals && words.All(char.IsUpper)) is { } contract) return new OfContract(contract);
        if (Choices(words, out bare) is { } choices) return choices;
        bare = BareKind.None;
        if (QueryVocabulary.Remote(key) is { } remote) return new RemoteWork(remote);
        if (words.StartsWith("bac", StringComparison.OrdinalIgnoreCase) && words.Contains('+', StringComparison.Ordinal) && KeyedValues.Level(words) is { } years)
            return new OpenToLevel(years);
        cursor.At = start;
        bare = BareKind.Place;
        return Place(words, key, count);
    }

    // "stage/alternance", "paris/lyon"; "Ivry/Seine" is one place.
    private static Criterion? Choices(string words, out BareKind bare)
    {
        var choices = words.Split('/').Select(NameForm.Of).ToList();
        bare = BareKind.Contract;
        if (choices.Count < 2) return null;
        if (choices.TrueForAll(c => QueryVocabulary.Contract(c) is not null)) return new OfContract(choices.Select(c => QueryVocabulary.Contract(c)!.Value));
        bare = BareKind.Place;
        return Gazetteer.France.FindCommunes(words).Count == 0 && choices.TrueForAll(c => PlaceNames.FindKnown(c) is not null)
            ? Or.Of(choices.Select(c => OrSaid(PlaceNames.FindKnown(c)!, c)))
            : null;
    }

    private Criterion? Place(string words, string key, int count)
    {
        var start = cursor.At;
        if (Code(words, count) is { } code)
        {
            cursor.At += count;
            return code;
        }

        if (Gazetteer.France.FindCommunes(words) is { Count: > 0 } communes && Qualified(communes, count) is { } qualified)
        {
            cursor.At += count + 1;
            return OrSaid(new Near(qualified, 0), qualified.Name);
        }

        if (words.Contains('(', StringComparison.Ordinal) || PlaceNames.FindKnown(Gazetteer.NameKey(words)) is not { } known) return words.EndsWith(')') ? Bracketed(words, start + count) : null;
        cursor.At += count;
        return OrSaid(known, known is Near city ? city.Commune.Name : words);
    }

    // "saint-denis(93)": nothing else is written so.
    private Near? Bracketed(string words, int end)
    {
        if (Gazetteer.France.FindCommunes(words) is not [var commune, ..] || Gazetteer.France.FindCommunes(words[..words.IndexOf('(', StringComparison.Ordinal)]).Count < 1) return null;
        if (!DepartementCode().IsMatch(words[(words.IndexOf('(', StringComparison.Ordinal) + 1)..^1])) return null;
        cursor.At = end;
        return new Near(commune, 0);
    }

    // "59", "2A", "59000"; not "35 heures".
    private Criterion? Code(string word, int count)
    {
        word = word.Trim('(', ')');
        if (count != 1 || cursor.PhraseAfter("unit", 1)) return null;
        if (DepartementCode().IsMatch(word) && Gazetteer.France.FindDepartement(word) is { } departement) return new InDepartement(departement);
        return word.Length == 5 && Gazetteer.France.ByPostalCode(word).Count > 0 ? PlaceNames.Find(word) : null;
    }

    // An offer that speaks of the place without naming it as its own is not to be missed.
    private static Criterion OrSaid(Criterion place, string name) => Or.Of(place, WordsOf(name));

    private Criterion Plain()
    {
        if (cursor.PhraseHere("stop") is var count and > 0)
        {
            cursor.At += count;
            return new Everything();
        }

        var word = cursor.Current.Text;
        cursor.At++;
        return WordsOf(SearchWords.WithoutElision(word));
    }

    // "59", "2a", "974"
    [GeneratedRegex("^([0-9]{2}|2[abAB]|9[78][0-9])$")]
    private static partial Regex DepartementCode();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
