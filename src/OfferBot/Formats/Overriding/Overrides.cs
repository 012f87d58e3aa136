using System.Collections.Frozen;
using System.Globalization;
using OfferBot.Core.Offers;

namespace OfferBot.Formats.Overriding;

/// <summary>
/// What a person says of an offer in a file beside it (<c>offer.pdf.yml</c>): its fields win over what was read, and are marked as human.
/// Keys as in <c>read --json</c>, or French ("titre", "lieu", "date limite"). A key without a value says that the document is wrong to say anything.
/// </summary>
internal sealed class Overrides
{
    private const int MaxBytes = 64 * 1024;

    private static readonly FrozenDictionary<string, Field> Fields = new Dictionary<string, Field>
    {
        ["title"] = One("one line of text", OneLine, (o, v) => o with { Title = v }),
        ["organization"] = One("one line of text", OneLine, (o, v) => o with { Organization = v }),
        ["contracts"] = Many($"one or several of {string.Join(", ", ContractNames.All)}", OverrideValues.Contract, (o, v) => o with { Contracts = v }, splits: true),
        ["places"] = new Field("a commune, departement or region of France (\"Saint-Denis (93)\" where there are several), or {city: Bruxelles, country: BE}", (nodes, offer) => ManyOf(nodes, PlaceOf, offer, (o, v) => o with { Places = v })),
        ["remote"] = One("none, partial or full", Valued(OverrideValues.Remote), (o, v) => o with { Remote = v }),
        ["start"] = One("2026-09-01, 2026-09 or asap", Valued(OverrideValues.Start), (o, v) => o with { Start = v }),
        ["duration"] = One("\"6 mois\", \"5 à 6 mois\", \"1 an\" or P6M", Valued(OverrideValues.Duration), (o, v) => o with { Duration = v }),
        ["end"] = One("a day such as 2026-12-31", Valued(OverrideValues.Day), (o, v) => o with { End = v }),
        ["deadline"] = One("a day such as 2026-06-30", Valued(OverrideValues.Day), (o, v) => o with { Deadline = v }),
        ["posted"] = One("a day such as 2026-06-30", Valued(OverrideValues.Day), (o, v) => o with { Posted = v }),
        ["salary"] = new Field("\"1900-2100 € brut par mois\" or {min: 1900, max: 2100, unit: month}", (nodes, offer) => OneOf(nodes, SalaryOf, offer, (o, v) => o with { Salary = v })),
        ["education"] = One("bac+5, bac, cap or none", Valued(OverrideValues.Education), (o, v) => o with { Education = v }),
        ["workingTime"] = One("full or part", Valued(OverrideValues.WorkingTime), (o, v) => o with { WorkingTime = v }),
        ["applyEmails"] = Many("a mail address", OverrideValues.Email, (o, v) => o with { ApplyEmails = v }, splits: true),
        ["applyUrls"] = Many("an address beginning with https:// or http://", OverrideValues.Url, (o, v) => o with { ApplyUrls = v }),
        ["filled"] = One("true or false", Valued(OverrideValues.YesOrNo), (o, v) => o with { Filled = v }),
        ["summary"] = One("text of at most 300 characters", t => t.Length is > 0 and <= 300 ? new Found<string>(t, 0, "") : null, (o, v) => o with { Summary = v }),
        ["missions"] = Many("a list of lines", Line, (o, v) => o with { Missions = v }),
        ["profile"] = Many("a list of lines", Line, (o, v) => o with { Profile = v }),
        ["benefits"] = Many("a list of lines", Line, (o, v) => o with { Benefits = v }),
        ["language"] = new Field("fr or en", (nodes, offer) => nodes is [{ Items: [var text] }] && OverrideValues.Language(text) is { } language ? offer with { Language = language } : null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly List<(string Field, List<OverrideNode> Values)> _values;

    private Overrides(List<(string, List<OverrideNode>)> values) => _values = values;

    /// <summary>The names of the fields that are overridden, as in <c>read --json</c>.</summary>
    public IEnumerable<string> Names => _values.Select(v => v.Field);

    /// <summary>Reads an override file and names everything that is wrong with it.</summary>
    public static OverrideResult Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxBytes) return new OverrideResult.Invalid([new OverrideFault("", 1, $"The file is larger than {MaxBytes / 1024} KB; it holds a few fields, not the offer.")]);
        if (!TextDecoding.TryDecode(content, out var text, out var refused)) return new OverrideResult.Invalid([new OverrideFault("", 1, refused.Reason)]);
        var (entries, fault) = OverrideYaml.Read(text);
        if (fault is not null) return new OverrideResult.Invalid([fault]);
        var faults = new List<OverrideFault>();
        var values = new List<(string, List<OverrideNode>)>();
        foreach (var (key, line, nodes) in entries)
        {
            if (FieldNames.Of(key) is not { } name || !Fields.TryGetValue(name, out var field)) faults.Add(new OverrideFault(key, line, Unknown(key)));
            else if (values.Exists(v => v.Item1 == name)) faults.Add(new OverrideFault(key, line, $"'{name}' is stated twice; keep one."));
            else if (!IsEmpty(nodes) && field.Apply(nodes, new Offer()) is null) faults.Add(new OverrideFault(key, Worst(nodes, field, line), $"'{Shown(nodes)}' is not accepted; write {field.Accepts}."));
            else values.Add((name, nodes));
        }

        return faults.Count > 0 ? new OverrideResult.Invalid(faults) : new OverrideResult.Valid(new Overrides(values));
    }

    /// <summary>The offer with these fields, and without the doubts about them.</summary>
    public Offer Apply(Offer offer)
    {
        foreach (var (name, values) in _values) offer = Fields[name].Apply(values, offer) ?? offer;
        return offer with { Doubts = [.. offer.Doubts.Where(d => !Names.Contains(d.Field))] };
    }

    private static string Unknown(string key) =>
        FieldNames.Nearest(key) is { } near && FieldNames.Of(near) is { } field && Fields.ContainsKey(field)
            ? $"is no field of an offer; did you mean '{field}'?"
            : $"is no field of an offer; there are {string.Join(", ", Fields.Keys.Order(StringComparer.Ordinal))}.";

    private static bool IsEmpty(List<OverrideNode> nodes) => nodes.TrueForAll(n => n.IsNull);

    private static int Worst(List<OverrideNode> nodes, Field field, int line) => nodes.Find(n => field.Apply([n], new Offer()) is null)?.Line ?? line;

    private static string Shown(List<OverrideNode> nodes)
    {
        var text = string.Join(", ", nodes.Select(n => n.Text));
        return text.Length > 80 ? $"{text[..80]}…" : text;
    }

    private static Field One<T>(string accepts, Func<string, Found<T>?> parse, Func<Offer, Found<T>?, Offer> set) =>
        new(accepts, (nodes, offer) => OneOf(nodes, n => n.Keys is null && n.Items is [var text] ? parse(text) : null, offer, set));

    private static Offer? OneOf<T>(List<OverrideNode> nodes, Func<OverrideNode, Found<T>?> parse, Offer offer, Func<Offer, Found<T>?, Offer> set)
    {
        if (IsEmpty(nodes)) return set(offer, null);
        return nodes is [var node] && parse(node) is { } found ? set(offer, Human(found, node)) : null;
    }

    private static Field Many<T>(string accepts, Func<string, T?> parse, Func<Offer, IReadOnlyList<Found<T>>, Offer> set, bool splits = false)
        where T : struct =>
        new(accepts, (nodes, offer) => ManyOf(Split(nodes, splits), n => n.Items is [var text] && parse(text) is { } value ? new Found<T>(value, 0, "") : null, offer, set));

    private static Field Many(string accepts, Func<string, string?> parse, Func<Offer, IReadOnlyList<Found<string>>, Offer> set, bool splits = false) =>
        new(accepts, (nodes, offer) => ManyOf(Split(nodes, splits), n => n.Items is [var text] && parse(text) is { } value ? new Found<string>(value, 0, "") : null, offer, set));

    private static Offer? ManyOf<T>(List<OverrideNode> nodes, Func<OverrideNode, Found<T>?> parse, Offer offer, Func<Offer, IReadOnlyList<Found<T>>, Offer> set)
    {
        var found = new List<Found<T>>();
        foreach (var node in nodes)
        {
            if (node.IsNull) continue;
            if (parse(node) is not { } value) return null;
            found.Add(Human(value, node));
        }

        return set(offer, found);
    }

    // "CDD, stage" on one line.
    private static List<OverrideNode> Split(List<OverrideNode> nodes, bool splits) => !splits ? nodes
        : [.. nodes.SelectMany(n => n.Items is [var text] ? text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => n with { Items = [t] }) : [n])];

    private static Found<T> Human<T>(Found<T> found, OverrideNode node) => found with { Line = 0, Quote = node.Text, Sureness = 1, In = FoundIn.Human };

    private static Func<string, Found<T>?> Valued<T>(Func<string, T?> parse)
        where T : struct => text => parse(text) is { } value ? new Found<T>(value, 0, "") : null;

    private static Found<string>? OneLine(string text) => Line(text) is { } line ? new Found<string>(line, 0, "") : null;

    private static string? Line(string text) => text.Length is > 0 and <= 300 && !text.Contains('\n', StringComparison.Ordinal) ? text : null;

    private static Found<Place>? PlaceOf(OverrideNode node)
    {
        if (node.Keys is null) return node.Items is [var text] && OverrideValues.Place(text) is { } place ? new Found<Place>(place, 0, "") : null;
        var city = node.Keys.GetValueOrDefault("city") ?? node.Keys.GetValueOrDefault("ville");
        var country = node.Keys.GetValueOrDefault("country") ?? node.Keys.GetValueOrDefault("pays");
        if (country is { Length: 2 } && !country.Equals("FR", StringComparison.OrdinalIgnoreCase)) return new Found<Place>(new Place(city, null, null, null, country.ToUpperInvariant()), 0, "");
        var departement = node.Keys.GetValueOrDefault("departement") ?? node.Keys.GetValueOrDefault("département");
        var name = city is null ? departement ?? node.Keys.GetValueOrDefault("region") ?? node.Keys.GetValueOrDefault("région") : departement is null ? city : $"{city} ({departement})";
        return name is not null && OverrideValues.Place(name) is { } inFrance ? new Found<Place>(inFrance, 0, "") : null;
    }

    private static Found<Salary>? SalaryOf(OverrideNode node)
    {
        if (node.Keys is not { } keys) return node.Items is [var text] && OverrideValues.Salary(text) is { } stated ? new Found<Salary>(stated, 0, "") : null;
        decimal? Amount(string key) => decimal.TryParse(keys.GetValueOrDefault(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? amount : null;
        var (min, max) = (Amount("min") ?? Amount("max"), Amount("max") ?? Amount("min"));
        if (min is null || max < min || OverrideValues.Unit(keys.GetValueOrDefault("unit") ?? keys.GetValueOrDefault("unité") ?? "", min.Value) is not { } unit) return null;
        var basis = (keys.GetValueOrDefault("basis") ?? "").ToLowerInvariant() switch { "net" => SalaryBasis.Net, "gross" or "brut" => SalaryBasis.Gross, _ => SalaryBasis.Unstated };
        return new Found<Salary>(new Salary(min, max, unit, basis, keys.GetValueOrDefault("currency")?.ToUpperInvariant() ?? "EUR"), 0, "");
    }

    /// <summary>A field that may be overridden.</summary>
    /// <param name="Accepts">What is accepted, for people.</param>
    /// <param name="Apply">The offer with the value; null where the value is none.</param>
    private sealed record Field(string Accepts, Func<List<OverrideNode>, Offer, Offer?> Apply);
}
