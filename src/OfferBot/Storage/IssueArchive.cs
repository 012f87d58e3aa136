using Dapper;
using OfferBot.Core.Digests;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Published digests in SQL.</summary>
internal sealed class IssueArchive(Database database) : IIssueArchive
{
    public Task<Notice.OfIssue?> FindAsync(string id, CancellationToken ct) => database.ReadAsync(connection =>
    {
        var issue = connection.QuerySingleOrDefault<IssueRow>("SELECT id, rhythm, period_at, query, offers FROM issues WHERE id = @id", new { id });
        if (issue is null) return null;
        var postings = connection.Query<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o WHERE o.id IN @ids", new { ids = OfferJson.ReadIds(issue.Offers) }).Select(r => r.ToPosting()).OrderBy(p => p.Sequence);
        return new Notice.OfIssue(issue.Id, Enum.Parse<Rhythm>(issue.Rhythm), Moment.Of(issue.Period_At), "", [.. postings]);
    }, ct);
}
