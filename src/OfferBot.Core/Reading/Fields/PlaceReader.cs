using OfferBot.Core.Offers;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;
using static OfferBot.Core.Reading.Fields.PlaceWords;

namespace OfferBot.Core.Reading.Fields;

/// <summary>
/// Where the work is done: labelled places first, then "poste basé à", the headline, the conditions. Where the employer sits, where
/// interviews are held and which streets are named after towns is no place of work.
/// </summary>
internal sealed class PlaceReader : IFieldReader
{
    private const double Enough = 0.7;
    private const int MaxPlaces = 12;

    // "La Manufacture du Lac à Rennes recherche": so far in front of the verb a place may stand.
    private const int BeforeVerb = 40;

    private static readonly string[] Names = ["jobposting.joblocation", "joblocation", "location", "location.name", "location.city", "lieu", "ville", "city", "localisation", "commune", "place", "job_location", "lieu_travail", "localite"];

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var all = new List<Found<Place>>();
        AddMetadata(context.View, all);
        foreach (var passage in context.View.All) AddCandidates(context.View, passage, all);
        all.RemoveAll(p => IsInName(p, offer.Organization));
        if (all.TrueForAll(p => p.Value.City is null || p.Sureness <= 0)) all.AddRange(UnknownPlaces.In(context.View, offer.Organization?.Value));
        var seat = all.Where(p => p.Sureness is > 0 and < Enough && p.Value.City is not null).DistinctBy(p => p.Value.City).ToList();
        all.RemoveAll(p => p.Sureness < Enough);
        if (all.TrueForAll(p => p.Value.City is null) && offer.Organization is { } employer) all.AddRange(OfName(employer).Where(p => all.TrueForAll(a => Holds(a.Value, p.Value))));

        // Where nothing says where the work is, it is most likely where the one place of the employer is.
        if (all.Count == 0 && seat.Count == 1 && offer.Remote is not { Value: Remote.Full }) all.Add(seat[0] with { Sureness = 0.4 });
        return all.Count == 0 ? offer : offer with { Places = Settle(all) };
    }

    // The surest kind of place decides. A departement or region says less than a city in it, and is dropped beside one.
    private static List<Found<Place>> Settle(List<Found<Place>> all)
    {
        var cities = all.Where(p => p.Value.City is not null).ToList();
        var top = all.Max(p => p.Sureness);
        var kept = (cities.Count > 0 ? cities : all).Where(p => p.Sureness >= Math.Min(top, (cities.Count > 0 ? cities.Max(c => c.Sureness) : top)) - 0.06);
        var labelled = all.Where(p => p.Sureness >= 0.95 && p.Value.City is null).ToList();
        if (labelled.Count > 0 && cities.TrueForAll(c => c.Sureness < 0.9))
        {
            var inside = cities.Where(c => labelled.Exists(l => Holds(l.Value, c.Value))).ToList();
            kept = inside.Count > 0 ? inside : labelled;
        }

        var places = new List<Found<Place>>();
        foreach (var place in kept.OrderByDescending(p => p.Sureness))
        {
            if (places.Count < MaxPlaces && !places.Exists(p => p.Value == place.Value || (p.Value.City is not null && p.Value.City == place.Value.City))) places.Add(place);
        }

        return places;
    }

    // "Bio en Vallée", "Vélo Cité Béziers": a part of the employer's name, unless the name itself says where it is.
    private static bool IsInName(Found<Place> place, Found<string>? employer) =>
        employer is not null && place.Sureness < 0.95 && place.Value.City is { } city && employer.Value.Length > city.Length && employer.Value.Contains(city, StringComparison.Ordinal) && place.Quote.Replace(employer.Value, "", StringComparison.Ordinal).Contains(city, StringComparison.Ordinal) is false && place.Quote.Contains(city, StringComparison.Ordinal);

    // "Ville de Lormont", "Lycée agricole de Mirecourt": where nothing else is said, such an employer works where it is.
    private static IEnumerable<Found<Place>> OfName(Found<string> employer)
    {
        var folded = FrenchText.Fold(employer.Value);
        var seated = Seated().Match(folded);
        var english = seated.Success ? -1 : folded.EndsWith(" university", StringComparison.Ordinal) ? folded.Length - 11 : -1;
        if (!seated.Success && english < 3) yield break;
        var passage = new Passage(new Block(BlockKind.Paragraph, $"À {(seated.Success ? employer.Value[seated.Length..] : employer.Value[..english])}", employer.Line), 0);
        if (PlaceGrammar.In(passage) is [{ Start: 2, Place.City: not null } mention] && mention.End >= passage.Text.Length) yield return new Found<Place>(mention.Place, employer.Line, employer.Quote, 0.5);
    }

    private static bool Holds(Place area, Place city) => area.Departement is not null ? area.Departement == city.Departement : area.Region == city.Region;

    private static void AddMetadata(DocumentView view, List<Found<Place>> all)
    {
        if (view.Metadata(Names) is not { } entry || entry.Value.Length > 300) return;
        var passage = new Passage(new Block(BlockKind.Field, entry.Value, entry.Line), 0);
        foreach (var place in PlaceGrammar.In(passage)) all.Add(new Found<Place>(place.Place, entry.Line, $"{entry.Name}: {entry.Value}", 0.95, FoundIn.Metadata));
    }

    private static void AddCandidates(DocumentView view, Passage passage, List<Found<Place>> all)
    {
        var labelled = passage.Announces(LabelKind.Place);
        if (!labelled && !IsWorthReading(passage)) return;
        var (previous, sure) = ((End: -1, Sureness: 0.0), -1);
        var mentions = PlaceGrammar.In(passage, passage.Label == LabelKind.Place ? passage.ValueStart : FirstSign(passage));
        if (mentions.Count == 0 && labelled) mentions = PlaceGrammar.In(passage, passage.ValueStart, seats: true);
        foreach (var mention in mentions)
        {
            if (IsShort(view, passage, mention)) continue;
            var sureness = Sureness(passage, mention);

            // "à Paris, Lyon ou Lille": what follows in a list is as sure as what it follows.
            if (sureness < previous.Sureness && previous.End >= 0 && mention.Start - previous.End is >= 0 and < 26 && List().IsIn(passage.Folded.AsSpan(previous.End, mention.Start - previous.End))) sureness = previous.Sureness;
            else if (sure >= 0 && sureness < 0.9 && mention.Start > sure && passage.Folded.AsSpan(0, mention.Start).EndsWith(", a ") && passage.SentenceStart(mention.Start) <= sure && !Quarter().IsIn(passage.Folded.AsSpan(mention.End))) sureness = 0.9;
            if (sureness >= 0.9) sure = mention.End;
            var inside = previous.End >= 0 && previous.Sureness > 0 && IsInside(passage.Folded, previous.End, mention);
            previous = (mention.End, sureness);
            if (inside || IsProvince(passage.Folded, mention)) continue;
            if (sureness > 0) all.Add(new Found<Place>(mention.Place, passage.LineAt(mention.Start), passage.Quote(mention.Start, mention.End - mention.Start), sureness));
        }

        if (mentions.Count > 0 || passage.Label != LabelKind.Place) return;
        foreach (var city in AsWritten(passage)) all.Add(new Found<Place>(new Place(city, null, null), passage.Line, passage.Text, 0.9));
    }

    // "Villefranche" where the text says "Villefranche-sur-Mer" elsewhere, and no village that once had the short name.
    private static bool IsShort(DocumentView view, Passage passage, PlaceMention mention)
    {
        var written = passage.Text.AsSpan(mention.Start, mention.End - mention.Start);
        if (mention.Place.City is not { } city || written.ContainsAny(" -") || city.AsSpan().StartsWith(written, StringComparison.OrdinalIgnoreCase)) return false;
        var longer = $"{written}-";
        return view.All.Exists(p => p.Text.Contains(longer, StringComparison.Ordinal));
    }

    // "Bruxelles (Saint-Gilles)", "Douala (Maképè – Saint-Tropez)": the part of a town beside it.
    private static bool IsInside(string folded, int end, PlaceMention mention) =>
        mention.Place.City is not null && mention.Start - end is >= 2 and <= 24 && folded.AsSpan(end).StartsWith(" (") && folded.AsSpan(end, mention.Start - end) is var between && (between.Length == 2 || (between.Contains('-') && !between.Contains(')')));

    // "Montreal, Quebec": the province behind the town.
    private static bool IsProvince(string folded, PlaceMention mention) => mention.Start > 2 && mention.Place.City == "Québec" && folded.AsSpan(0, mention.Start).EndsWith(", ") && char.IsAsciiLetter(folded[mention.Start - 3]);

    // In a long paragraph places stand behind the words that make them a place of work.
    private static int FirstSign(Passage passage)
    {
        if (passage.Text.Length <= 200 || passage.IsMetadata || passage.Section is SectionKind.Conditions) return 0;
        var first = passage.Text.Length;
        foreach (var match in WorkAt().MatchesIn(passage.Folded)) first = Math.Min(first, match.Index);
        foreach (var match in HappensAt().MatchesIn(passage.Folded)) first = Math.Min(first, match.Index);
        foreach (var match in Recruits().MatchesIn(passage.Folded)) first = Math.Min(first, Math.Max(0, match.Index - BeforeVerb));
        foreach (var match in Opens().MatchesIn(passage.Text)) first = Math.Min(first, match.Index);
        return first == passage.Text.Length ? 0 : first;
    }

    // A label with short names that the tables do not know: a hamlet, towns abroad ("Douala - Bonabéri (1) et Dschang (1)").
    private static List<string> AsWritten(Passage passage)
    {
        var names = new List<string>();
        if (passage.Folded.StartsWith("votre ", StringComparison.Ordinal) || passage.Folded.StartsWith("vos ", StringComparison.Ordinal)) return names;
        foreach (var part in passage.Value.Split([" et ", " ou ", " / ", ";"], StringSplitOptions.TrimEntries))
        {
            var value = part.Split(" - ")[0].Trim(' ', '.', ',');
            if (Alone().Match(value) is not { Success: true } place || (value.Length <= 5 && !value.Any(char.IsLower)) || NotAName().IsIn(FrenchText.Fold(value))) return [];
            names.Add(place.Groups["name"].Value.Trim());
        }

        return names;
    }

    private static bool IsWorthReading(Passage passage) =>
        (passage.Text.Length <= 90 || passage.IsMetadata || Opens().IsIn(passage.Text) || (passage.Section is SectionKind.Employer && passage.HasAll(Cue.Digit | Cue.Place) && Coded().IsIn(passage.Folded)) || passage.Index < 3 || (passage.Index < 10 && passage.HasAll(Cue.Recruit | Cue.Place)) || (passage.Has(Cue.Place) && (passage.Section is SectionKind.Conditions || WorkAt().IsIn(passage.Folded) || HappensAt().IsIn(passage.Folded) || Recruits().IsIn(passage.Folded)))) && (passage.Kind != BlockKind.ListItem || passage.Section is not (SectionKind.Missions or SectionKind.Profile));

    private static double Sureness(Passage passage, PlaceMention mention)
    {
        var from = Math.Max(passage.SentenceStart(mention.Start), mention.Start - 140);
        var before = passage.Folded.AsSpan(from, mention.Start - from);
        var near = before[Math.Max(0, before.Length - 90)..];
        if (IsOnStreet(mention, near)) return 0;
        if (IsLand().IsIn(passage.Folded.AsSpan(mention.Start, mention.End - mention.Start)) && Within().IsIn(near)) return 0;
        if (passage.Announces(LabelKind.Place) && near.EndsWith("universite ")) return 0.8;
        if (passage.Announces(LabelKind.Place)) return Travel().IsIn(near) ? 0.4 : passage.Label == LabelKind.Place ? 0.97 : passage.Text.Length < 200 ? 0.95 : 0.72;
        if (before.EndsWith("entre ") || Amid().IsIn(before[Math.Max(0, before.Length - 45)..]) || Elsewhere().IsIn(near) || passage.Section is SectionKind.Calendar) return 0;
        var after = passage.Folded.AsSpan(mention.End, Math.Min(24, passage.Folded.Length - mention.End));
        if (passage.Label == LabelKind.Organization) return mention.Start > passage.ValueStart + 2 && (mention.HasCode || Separator().IsIn(near)) ? 0.78 : 0;
        if (near.EndsWith("canada (") || near.EndsWith("canada, ")) return 0;
        if (Whole().IsIn(passage.Folded) && passage.Text.Length <= 60 && passage.Index < 15 && (passage.Kind != BlockKind.ListItem || mention.Start < 3 || mention.HasCode) && !PartOfName().IsIn(near)) return mention.Start < 3 ? IsHamlet(mention) ? 0 : IsPartly(passage, mention) ? 0.69 : 0.9 : IsHamlet(mention) && !Preposition().IsIn(near) && !Separator().IsIn(near) ? 0 : 0.82;
        var at = Preposition().IsIn(before[Math.Max(0, before.Length - 30)..]) || mention.HasCode;
        if (passage.Section is SectionKind.Employer && WorkAt().IsIn(near) && !OfPost().IsIn(passage.Folded.AsSpan(passage.SentenceStart(mention.Start), passage.SentenceEnd(mention.End) - passage.SentenceStart(mention.Start)))) return 0.3;
        if (WorkAt().IsIn(near)) return EmployerAt().IsIn(near) || (passage.Section is SectionKind.Employer && Offices().IsIn(near)) ? 0.3 : 0.92;
        if (UniversityAt().IsIn(near) && passage.Index < 6 && Recruits().IsIn(before)) return 0.72;
        if (PartOfName().IsIn(near) || after.StartsWith(" metropole")) return 0;
        if (HappensAt().IsIn(near) && at) return 0.8;
        if (before is " a " or "a " && mention.Place.City is not null) return 0.3;
        if (passage.IsMetadata || IsHeadline(passage)) return at || Separator().IsIn(near) || passage.Label is LabelKind.Title ? mention.Place.City is null ? 0.72 : 0.85 : 0;
        if (at && (Recruits().IsIn(near) || RecruitsThere().IsIn(after) || (passage.Index < 6 && Recruits().IsIn(before)))) return 0.8;
        if (at && passage.Section is SectionKind.Conditions) return 0.75;
        return mention.HasCode && passage.Section is SectionKind.Top && (passage.Text.Length < 120 || (passage.Index == 0 && mention.Start < 90)) ? 0.72 : mention.HasCode ? 0.45 : 0;
    }

    // "Montpellier Plage": a name that begins with the town's.
    private static bool IsPartly(Passage passage, PlaceMention mention) => !mention.HasCode && mention.End + 3 < passage.Text.Length && passage.Text[mention.End] == ' ' && char.IsUpper(passage.Text[mention.End + 1]) && !passage.Text.AsSpan(mention.End + 1).Contains(' ') && PlaceGrammar.In(passage).Count == 1;

    // "41 ch. des Vignes", "8 rue du Four à Chaux"; but "20 avenue du Port à Lyon".
    private static bool IsOnStreet(PlaceMention mention, ReadOnlySpan<char> near) => !mention.HasCode && Street().IsIn(near) && !(near.EndsWith(" a ") && !IsHamlet(mention));

    // "Jardin", "Don": a word alone on a line is rather a word than one of the thousands of villages.
    private static bool IsHamlet(PlaceMention mention) => !mention.HasCode && mention.Place.CommuneCode is { } code && Places.Gazetteer.France.ByCode(code) is { Population: < 2500 };

    private static bool IsHeadline(Passage passage) => passage.Index < 5 && passage.Text.Length <= 180 && passage.Section is SectionKind.Top && passage.Label is LabelKind.None or LabelKind.Title;
}
