namespace OfferBot.Core.Queries;

/// <summary>
/// One query asked of the whole board. What has lists is answered by them; the rest is asked of the offers that are left, one by one.
/// A leaf is answered as its <see cref="Criterion.Matches"/> does: a test asks both.
/// </summary>
internal sealed class BoardQuestion(FacetLists lists, IReadOnlyList<BoardIndex.Entry?> entries, Func<Words, SequenceSet> words, DateOnly today)
{
    /// <summary>The offers among <paramref name="candidates"/> that answer; a new set.</summary>
    public SequenceSet Answer(Criterion criterion, SequenceSet candidates) => criterion switch
    {
        Everything => candidates.Copy(),
        And and => and.Parts.OrderBy(Cost).Aggregate(candidates, (left, part) => Answer(part, left)),
        Or or => or.Parts.Aggregate(new SequenceSet(), (found, part) => found.Or(Answer(part, candidates))),
        Not not => candidates.Copy().Without(Answer(not.Inner, candidates)),
        Words { Stems.Count: 0 } => candidates.Copy(),
        Words asked => candidates.Copy().And(words(asked)),
        _ when Listed(criterion) is { } listed => listed.And(candidates),
        _ => Asked(criterion, candidates),
    };

    // What has lists first: it leaves fewer to be asked one by one.
    private static int Cost(Criterion criterion) => criterion switch
    {
        OfContract or InDepartement or InRegion or InPostalCode or OfTheme or ByOrganization => 0,
        Near => 1,
        Words => 2,
        Not or Or or And => 3,
        _ => 4,
    };

    private SequenceSet? Listed(Criterion criterion) => criterion switch
    {
        OfContract contract => Union(contract.Contracts.Select(lists.Contract)),
        InDepartement departement => Union([lists.Departement(departement.Departement.Code)]),
        InRegion region => Union([lists.Region(region.Region.Code)]),
        InPostalCode code => Union(code.Communes.Select(lists.Commune)),
        OfTheme theme => Union([lists.Theme(theme.Key)]),
        ByOrganization organization => Union(lists.Organizations.Where(o => organization.IsNamedIn(o.Words)).Select(o => o.Offers)),
        Near { Km: 0 } near => Union([lists.Commune(near.Commune)]),
        Near near => Union(lists.Communes.Where(c => near.Reaches(c.Commune)).Select(c => c.Offers).Append(lists.WholeDepartement(near.Commune.Departement.Code))),
        _ => null,
    };

    private SequenceSet Union(IEnumerable<IReadOnlyList<long>> several)
    {
        var all = new SequenceSet(entries.Count);
        foreach (var list in several)
            foreach (var sequence in list) all.Add(sequence);
        return all;
    }

    private SequenceSet Asked(Criterion criterion, SequenceSet candidates)
    {
        var found = new SequenceSet(entries.Count);
        foreach (var sequence in candidates.Descending())
            if (entries[(int)sequence] is { } entry && criterion.Matches(entry.Index, new QueryContext(today, entry.FirstSeen))) found.Add(sequence);
        return found;
    }
}
