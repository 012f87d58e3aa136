using OfferBot.Core.Offers;

namespace OfferBot.Core.Board;

/// <summary>What differs between two readings of one offer, field by field, as a person would list it.</summary>
public static class OfferDiff
{
    private static readonly (string Field, Func<Offer, string?> Value)[] Fields =
    [
        ("title", o => o.Title?.Value),
        ("organization", o => o.Organization?.Value),
        ("contracts", o => Join(o.Contracts.Select(c => c.Value.Name()))),
        ("places", o => Join(o.Places.Select(p => p.Value.City ?? p.Value.Departement ?? p.Value.Region ?? p.Value.Country))),
        ("remote", o => o.Remote?.Value.ToString().ToLowerInvariant()),
        ("start", o => o.Start?.Value.ToString()),
        ("duration", o => o.Duration?.Value.ToString()),
        ("deadline", o => o.Deadline?.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        ("salary", o => o.Salary?.Value.ToString()),
        ("education", o => o.Education?.Value.ToString()),
        ("workingTime", o => o.WorkingTime?.Value.ToString().ToLowerInvariant()),
        ("applyEmails", o => Join(o.ApplyEmails.Select(e => e.Value))),
        ("applyUrls", o => Join(o.ApplyUrls.Select(u => u.Value))),
        ("summary", o => o.Summary?.Value),
    ];

    /// <summary>The fields whose value differs; empty when what is posted about the offer stays true.</summary>
    public static IReadOnlyList<FieldChange> Between(Offer before, Offer after) =>
        [.. from f in Fields
            let b = f.Value(before)
            let a = f.Value(after)
            where !string.Equals(b, a, StringComparison.Ordinal)
            select new FieldChange(f.Field, b, a)];

    private static string? Join(IEnumerable<string> values) => string.Join(", ", values) is { Length: > 0 } joined ? joined : null;
}
