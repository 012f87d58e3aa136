using OfferBot.Core.Offers;

namespace OfferBot.Core.Queries;

/// <summary>One of these contracts is offered.</summary>
public sealed record OfContract : Criterion
{
    /// <param name="contracts">At least one.</param>
    public OfContract(params IEnumerable<Contract> contracts) => Contracts = [.. contracts.Distinct().Order()];

    /// <summary>In the order of the enumeration.</summary>
    public IReadOnlyList<Contract> Contracts { get; }

    internal override int Rank => 10;

    /// <inheritdoc/>
    public bool Equals(OfContract? other) => other is not null && Contracts.SequenceEqual(other.Contracts);

    /// <inheritdoc/>
    public override int GetHashCode() => Contracts.Aggregate(0, (hash, c) => (hash * 31) + (int)c);

    internal override bool Matches(OfferIndex offer, QueryContext context)
    {
        foreach (var contract in Contracts) if (offer.Has(contract)) return true;
        return false;
    }
}

/// <summary>How much remote work is wanted.</summary>
public enum RemoteWanted
{
    /// <summary>Partial or full.</summary>
    Some,

    /// <summary>Full.</summary>
    Full,

    /// <summary>Partial, not full.</summary>
    Partial,

    /// <summary>The offer says that there is none.</summary>
    None,
}

/// <summary>Remote work as wanted, and said by the offer.</summary>
public sealed record RemoteWork(RemoteWanted Wanted) : Criterion
{
    internal override int Rank => 30;

    internal override bool Matches(OfferIndex offer, QueryContext context) => Wanted switch
    {
        RemoteWanted.Some => offer.Remote is Remote.Partial or Remote.Full,
        RemoteWanted.Full => offer.Remote is Remote.Full,
        RemoteWanted.Partial => offer.Remote is Remote.Partial,
        _ => offer.Remote is Remote.None,
    };
}

/// <summary>Open to somebody who has this level; an offer that asks for none in particular is.</summary>
/// <param name="Years">See <see cref="Education.Years"/>.</param>
public sealed record OpenToLevel(int Years) : Criterion
{
    internal override int Rank => 40;

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.EducationYears is not { } asked || asked <= Years;
}

/// <summary>Written in this language.</summary>
/// <param name="Language">"fr" or "en".</param>
public sealed record InLanguage(string Language) : Criterion
{
    internal override int Rank => 45;

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.Language == Language;
}

/// <summary>Hired by an organization whose name contains these words one after the other.</summary>
public sealed record ByOrganization(string Name) : Criterion
{
    /// <summary>In lower case, as asked.</summary>
    public string Name { get; } = Name;

    internal override int Rank => 50;

    internal string[] Stems { get; } = SearchWords.Of(Name);

    /// <inheritdoc/>
    public bool Equals(ByOrganization? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.OrganizationContains(Stems);

    internal bool IsNamedIn(string[] words) => Stems.Length > 0 && words.AsSpan().IndexOf(Stems) >= 0;
}

/// <summary>Has this theme, in any spelling.</summary>
public sealed record OfTheme(string Name) : Criterion
{
    /// <summary>In lower case, as asked.</summary>
    public string Name { get; } = Name;

    internal override int Rank => 60;

    /// <summary>The form in which themes are compared: <see cref="SearchWords.Of"/>, a space between.</summary>
    public string Key { get; } = string.Join(' ', SearchWords.Of(Name));

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.HasTheme(Key);
}

/// <summary>Has a last day to apply, and it is this day or earlier (a span counts from today on).</summary>
public sealed record ClosesBefore(When When) : Criterion
{
    internal override int Rank => 70;

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.Deadline <= When.After(context.Today);
}

/// <summary>Published this day or later (a span counts back from today); where the offer does not say, first seen.</summary>
public sealed record PublishedSince(When When) : Criterion
{
    internal override int Rank => 75;

    internal override bool Matches(OfferIndex offer, QueryContext context) => (offer.Posted ?? context.FirstSeen) >= When.Before(context.Today);
}

/// <summary>These words stand one after the other in the offer, whatever accents, capitals, plural, feminine or inclusive writing.</summary>
/// <param name="Text">As asked, in lower case.</param>
public sealed record Words(string Text) : Criterion
{
    /// <summary>As asked, in lower case.</summary>
    public string Text { get; } = Text;

    /// <summary>The words as <see cref="SearchWords"/> compares them; the offer's are in <see cref="OfferIndex.Words"/>.</summary>
    public IReadOnlyList<string> Stems { get; } = SearchWords.Of(Text);

    internal override int Rank => 80;

    /// <inheritdoc/>
    public bool Equals(Words? other) => other?.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    internal override bool Matches(OfferIndex offer, QueryContext context) => offer.Contains(Stems);
}
