using OfferBot.Core.Offers;

namespace OfferBot.Core.Queries;

/// <summary>
/// What someone looks for: <c>alternance lille 50km -commercial</c>. The one language of search, commands, channel routes, alerts and feeds.
/// Two queries that ask the same in another order are equal.
/// </summary>
public sealed record Query
{
    private string? _text;

    /// <param name="root">What is asked.</param>
    public Query(Criterion root) => Root = root;

    /// <summary>Every offer: the empty query.</summary>
    public static Query All { get; } = new(new Everything());

    /// <summary>What is asked, for matching or for translation into SQL.</summary>
    public Criterion Root { get; }

    /// <summary>Reads a query as people write it.</summary>
    public static QueryParse Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new QueryParser(text).Parse();
    }

    /// <summary>Whether the offer is looked for.</summary>
    public bool Matches(OfferIndex offer, QueryContext context)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return Root.Matches(offer, context);
    }

    /// <summary>Whether the offer is looked for; for many queries, make its <see cref="OfferIndex"/> once.</summary>
    public bool Matches(Offer offer, QueryContext context) => Matches(new OfferIndex(offer), context);

    /// <summary>The canonical text: the same for equal queries, and read back as an equal query.</summary>
    public override string ToString() => _text ??= Canonical();

    /// <summary>What is looked for, in words for a person; <paramref name="language"/> is "fr" or "en".</summary>
    public string Describe(string language) => new QueryDescription(language).Of(Root);

    /// <summary>Each thing that is asked, in words, and whether the offer has it; <paramref name="language"/> is "fr" or "en".</summary>
    public IReadOnlyList<Answered> Explain(Offer offer, QueryContext context, string language)
    {
        var index = new OfferIndex(offer);
        var words = new QueryDescription(language);
        IReadOnlyList<Criterion> parts = Root is And and ? and.Parts : [Root];
        return [.. parts.Select(p => new Answered(words.Phrase(p), p.Matches(index, context)))];
    }

    /// <inheritdoc/>
    public bool Equals(Query? other) => other is not null && Root.Equals(other.Root);

    /// <inheritdoc/>
    public override int GetHashCode() => Root.GetHashCode();

    // Words are printed without quotes where they are read back as the same words: "stage" alone would be a contract.
    private string Canonical()
    {
        var plain = QueryPrinter.Print(Root, plain: true);
        return Parse(plain) is QueryParse.Parsed parsed && parsed.Query.Root.Equals(Root) ? plain : QueryPrinter.Print(Root, plain: false);
    }
}

/// <summary>One thing that a query asks.</summary>
/// <param name="Phrase">In words: "à moins de 50 km de Lille".</param>
/// <param name="Holds">Whether the offer has it.</param>
public sealed record Answered(string Phrase, bool Holds);
