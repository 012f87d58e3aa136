using System.Text.RegularExpressions;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>
/// All dates of a document, found once, and what a date without a year means in it: the first such day from when the document was written,
/// which its other dates tell. Where they do not, the year stays unknown.
/// </summary>
internal sealed partial class DateBook
{
    private static readonly List<DateMention> None = [];

    private readonly Dictionary<int, List<DateMention>> _byPassage = [];
    private bool _posted;

    private DateBook()
    {
    }

    /// <summary>When the document was written or speaks of: what a date without a year follows; null when nothing tells.</summary>
    public DateOnly? Reference { get; private set; }

    public static DateBook Of(DocumentView view, DateOnly? posted)
    {
        var book = new DateBook();
        foreach (var passage in view.All)
        {
            if (!passage.Has(Cue.Month | Cue.Digit)) continue;
            var dates = DateGrammar.In(passage);
            if (dates.Count > 0) book._byPassage[passage.Index] = dates;
        }

        book._posted = posted is not null;
        book.Reference = posted ?? book.Earliest(view);
        return book;
    }

    public List<DateMention> In(Passage passage) => _byPassage.GetValueOrDefault(passage.Index, None);

    /// <summary>The mention with its year, said or told by the document; null when it cannot be told.</summary>
    public DateMention? Resolve(DateMention date)
    {
        if (date.HasYear) return date;
        if (Reference is not { } reference) return null;

        // A month of grace: "candidatures jusqu'au 28 avril", posted on the 30th by mistake, still means this year.
        var from = reference.AddDays(-31);
        var day = date.Day == 0 ? 28 : date.Day;
        for (var year = from.Year; year <= from.Year + 2; year++)
        {
            var at = new DateOnly(year, date.Month, Math.Min(day, DateTime.DaysInMonth(year, date.Month)));
            if (at >= from) return date with { Year = year };
        }

        return null;
    }

    /// <summary>As <see cref="Resolve"/>, of something that comes before <paramref name="start"/> when the document's own date does not tell.</summary>
    public DateMention? ResolveBefore(DateMention date, Offers.StartDate? start)
    {
        if (date.HasYear || _posted || start?.Latest is not { } latest) return Resolve(date);
        var year = new DateOnly(latest.Year, date.Month, 1) <= latest ? latest.Year : latest.Year - 1;
        return date with { Year = year };
    }

    // The dates of the offer itself; what is told of an organisation's past is not among them.
    private DateOnly? Earliest(DocumentView view)
    {
        DateOnly? earliest = null;
        foreach (var passage in view.All)
        {
            if (!_byPassage.TryGetValue(passage.Index, out var dates)) continue;
            foreach (var date in dates)
            {
                if (!date.HasYear || (passage.Section is SectionKind.Employer && !date.HasDay) || Past().IsIn(Before(date))) continue;
                var day = date.Full ?? new DateOnly(date.Year, date.Month, 1);
                if (earliest is null || day < earliest) earliest = day;
            }
        }

        return earliest ?? OfYear(view);
    }

    private static ReadOnlySpan<char> Before(DateMention date) => date.Passage.Folded.AsSpan(Math.Max(0, date.Start - 30), Math.Min(30, date.Start));

    // "Campagne 2026", "saison 2026", "rentrée 2026": the year in which the offer speaks.
    private static DateOnly? OfYear(DocumentView view)
    {
        foreach (var passage in view.All.Take(12))
        {
            if (!passage.Has(Cue.Digit)) continue;
            foreach (var match in SpokenYear().MatchesIn(passage.Folded)) return new DateOnly(int.Parse(passage.Folded.AsSpan(match.Index + match.Length - 4, 4), System.Globalization.CultureInfo.InvariantCulture), 1, 1);
        }

        return null;
    }

    // "depuis janvier 2017", "créée en mars 2011", "fondée en"
    [GeneratedRegex(@"depuis|cree|fonde|ne en|nee en|since|founded|created|loi du|decret|en vigueur|arrete", RegexOptions.CultureInvariant)]
    private static partial Regex Past();

    // "saison 2026", "été 2025"
    [GeneratedRegex(@"\b(?:saison|ete|printemps|automne|hiver|rentree|campagne|promotion|annee)\s(?:scolaire\s)?20\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex SpokenYear();
}
