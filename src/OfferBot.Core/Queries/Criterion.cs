namespace OfferBot.Core.Queries;

/// <summary>One thing asked of an offer. The tree is closed: whoever translates it (SQL, FTS5) can switch over all of it.</summary>
public abstract record Criterion
{
    private protected Criterion() { }

    /// <summary>Where it stands in a printed query: contracts first, what is left out last.</summary>
    internal abstract int Rank { get; }

    internal abstract bool Matches(OfferIndex offer, QueryContext context);
}

/// <summary>Every offer.</summary>
public sealed record Everything : Criterion
{
    internal override int Rank => 0;

    internal override bool Matches(OfferIndex offer, QueryContext context) => true;
}

/// <summary>All of the parts: at least two, in canonical order.</summary>
public sealed record And : Criterion
{
    private And(IReadOnlyList<Criterion> parts) => Parts = parts;

    /// <summary>What is asked together.</summary>
    public IReadOnlyList<Criterion> Parts { get; }

    internal override int Rank => Parts[0].Rank;

    /// <summary>The same question in its canonical form.</summary>
    public static Criterion Of(params IEnumerable<Criterion> parts)
    {
        var flat = parts.SelectMany(p => p is And and ? and.Parts : [p]).Where(p => p is not Everything);
        return CriterionOrder.Sorted(flat) switch
        {
            [] => new Everything(),
            [var only] => only,
            var several => new And(several),
        };
    }

    /// <inheritdoc/>
    public bool Equals(And? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => CriterionOrder.Hash(Parts);

    internal override bool Matches(OfferIndex offer, QueryContext context)
    {
        foreach (var part in Parts) if (!part.Matches(offer, context)) return false;
        return true;
    }
}

/// <summary>At least one of the parts: at least two, in canonical order.</summary>
public sealed record Or : Criterion
{
    private Or(IReadOnlyList<Criterion> parts) => Parts = parts;

    /// <summary>What is asked alternatively.</summary>
    public IReadOnlyList<Criterion> Parts { get; }

    internal override int Rank => Parts[0].Rank;

    /// <summary>The same question in its canonical form: contracts become one criterion.</summary>
    public static Criterion Of(params IEnumerable<Criterion> parts)
    {
        var flat = parts.SelectMany(p => p is Or or ? or.Parts : [p]).ToList();
        if (flat.Exists(p => p is Everything)) return new Everything();
        if (flat.OfType<OfContract>().SelectMany(c => c.Contracts).ToList() is { Count: > 0 } contracts)
        {
            flat.RemoveAll(p => p is OfContract);
            flat.Add(new OfContract(contracts));
        }

        return CriterionOrder.Sorted(flat) switch
        {
            [] => new Everything(),
            [var only] => only,
            var several => new Or(several),
        };
    }

    /// <inheritdoc/>
    public bool Equals(Or? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => CriterionOrder.Hash(Parts);

    internal override bool Matches(OfferIndex offer, QueryContext context)
    {
        foreach (var part in Parts) if (part.Matches(offer, context)) return true;
        return false;
    }
}

/// <summary>Not the inner one.</summary>
public sealed record Not : Criterion
{
    private Not(Criterion inner) => Inner = inner;

    /// <summary>What is left out.</summary>
    public Criterion Inner { get; }

    internal override int Rank => 100;

    /// <summary>The same question in its canonical form.</summary>
    public static Criterion Of(Criterion inner) => inner is Not not ? not.Inner : new Not(inner);

    internal override bool Matches(OfferIndex offer, QueryContext context) => !Inner.Matches(offer, context);
}

internal static class CriterionOrder
{
    public static List<Criterion> Sorted(IEnumerable<Criterion> parts) =>
        [.. parts.Distinct().Select(p => (Part: p, Text: QueryPrinter.Print(p, plain: false)))
            .OrderBy(p => p.Part.Rank).ThenBy(p => p.Text, StringComparer.Ordinal).Select(p => p.Part)];

    public static int Hash(IReadOnlyList<Criterion> parts)
    {
        var hash = new HashCode();
        foreach (var part in parts) hash.Add(part);
        return hash.ToHashCode();
    }
}
