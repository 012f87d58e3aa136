using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>Reads what stands after a key: <c>contrat:stage,alternance</c>, <c>lieu:"ivry sur seine"+20km</c>.</summary>
internal sealed partial class KeyedValues(QueryCursor cursor)
{
    /// <summary>The key here and its values, separated by commas: alternatives.</summary>
    public Criterion? Read()
    {
        var key = cursor.Current;
        if (QueryVocabulary.Value("key", NameForm.Of(key.Text)) is not { } kind)
            return cursor.Fail("unknown-key", key, Likeness.Closest(NameForm.Of(key.Text), QueryVocabulary.Phrases("key")));
        cursor.At++;
        var values = new List<Criterion>();
        do
        {
            if (values.Count > 0) cursor.At++;
            if (cursor.Peek() is not { Kind: LexemeKind.Word or LexemeKind.Quoted }) return cursor.Fail("missing-value", key);
            if (Value(kind) is not { } value) return null;
            values.Add(value);
        }
        while (cursor.Is(LexemeKind.Comma) && cursor.Peek(1) is { Spaced: false, Kind: LexemeKind.Word or LexemeKind.Quoted });
        return Or.Of(values);
    }

    /// <summary>The place here, with its distance.</summary>
    public Criterion? Place()
    {
        var first = cursor.Current;
        if (Longest((name, count) => cursor.DistanceHere(count, keyed: true) > 0 ? PlaceNames.Commune(name) : null) is { } middle)
            return cursor.TakeDistance(keyed: true) is { } km ? new Near(middle, km) : null;
        if (cursor.DistanceHere(1, keyed: true) > 0)
            return PlaceNames.Find(first.Text) is null ? Unknown(first) : cursor.Fail("distance-needs-city", first);
        return Longest((name, _) => PlaceNames.Find(name)) ?? Unknown(first);
    }

    private Criterion? Unknown(Lexeme place) => cursor.Fail("unknown-place", place, PlaceNames.Closest(place.Text));

    private Criterion? Value(string kind) => kind switch
    {
        "place" => Place(),
        "contract" => Named(n => QueryVocabulary.KeyedContract(NameForm.Of(n)) is { } c ? new OfContract(c) : null, "unknown-contract",
            w => Likeness.Closest(w, [.. QueryVocabulary.Phrases("contract"), .. QueryVocabulary.Phrases("contract-keyed")])),
        "departement" => Named(n => Gazetteer.France.FindDepartement(n) is { } d ? new InDepartement(d) : null, "unknown-departement",
            w => Likeness.Closest(w, Gazetteer.France.Departements.Select(d => d.Name))),
        "region" => Named(n => Gazetteer.France.FindRegion(n) is { } r ? new InRegion(r) : null, "unknown-region",
            w => Likeness.Closest(w, Gazetteer.France.Regions.Select(r => r.Name))),
        "remote" => Named(n => QueryVocabulary.Remote(NameForm.Of(n), keyed: true) is { } wanted ? new RemoteWork(wanted) : null, "unknown-remote"),
        "education" => Named(n => Level(n) is { } years ? new OpenToLevel(years) : null, "unknown-education",
            w => Likeness.Closest(w, QueryVocabulary.Phrases("education"))),
        "language" => Named(n => QueryVocabulary.Value("language", NameForm.Of(n)) is { } l ? new InLanguage(l) : null, "unknown-language"),
        "before" => Named(n => When.TryParse(n, lastDay: true, out var when) ? new ClosesBefore(when) : null, "bad-date"),
        "since" => Named(n => When.TryParse(n, lastDay: false, out var when) ? new PublishedSince(when) : null, "bad-date"),
        "theme" => Text(t => new OfTheme(t)),
        _ => Text(t => new ByOrganization(t)),
    };

    /// <summary>"bac+3", "bac +3", "Bac+2/3" (its lower), "licence"; null for anything else.</summary>
    public static int? Level(string name) => BacPlus().Match(name) is { Success: true } bac ? int.Parse(bac.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : QueryVocabulary.Value("education", NameForm.Of(name)) is { } years ? int.Parse(years, CultureInfo.InvariantCulture)
        : null;

    private Criterion? Named(Func<string, Criterion?> find, string fault, Func<string, string?>? closest = null)
    {
        var first = cursor.Current;
        return Longest((name, _) => find(name)) ?? cursor.Fail(fault, first, closest?.Invoke(first.Text));
    }

    private Criterion? Text(Func<string, Criterion> make)
    {
        var (text, count) = (cursor.Current.Text, 1);
        // "org:les petits frères": an article is no name.
        while (cursor.Is(LexemeKind.Word) && cursor.PhraseAfter("stop", count - 1) && cursor.Join(count + 1) is { } longer) (text, count) = (longer, count + 1);
        cursor.At += count;
        return SearchWords.Of(text).Length == 0 ? new Everything() : make(PlainWords.Normal(text));
    }

    // As many words as make a name: lieu:ivry sur seine. The cursor stays where nothing is found.
    private T? Longest<T>(Func<string, int, T?> find)
        where T : class
    {
        if (cursor.Is(LexemeKind.Quoted))
        {
            if (find(cursor.Current.Text, 1) is not { } quoted) return null;
            cursor.At++;
            return quoted;
        }

        for (var count = PlaceNames.MostWords; count > 0; count--)
        {
            if (cursor.Join(count) is not { } words || find(words, count) is not { } found) continue;
            cursor.At += count;
            return found;
        }

        return null;
    }

    // "bac+3", "bac +5", "Bac + 2"
    [GeneratedRegex(@"^bac ?\+ ?([1-9])(/[1-9])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BacPlus();
}
