using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Digests and summaries as they are kept: which offers each shows, and which show an offer.</summary>
internal static class IssueRows
{
    /// <summary>The ids of those that show the offer <c>@id</c>.</summary>
    public const string Showing = "SELECT issue_id FROM issue_offers WHERE offer_id = @id";

    /// <summary>The ids of the digests since <c>@since</c> that show the offer <c>@id</c>.</summary>
    public const string DigestsShowing = "SELECT i.id FROM issue_offers o JOIN issues i ON i.id = o.issue_id WHERE o.offer_id = @id AND i.rhythm <> 'Instant' AND i.period_at > @since";

    /// <summary>Keeps one, with its offers in the order in which it shows them.</summary>
    public static void Add(SqliteConnection connection, SqliteTransaction transaction, string id, Rhythm rhythm, long at, string query, IReadOnlyList<string> offers)
    {
        var row = new { id, rhythm = rhythm.ToString(), at, query, offers = OfferJson.Write(offers) };
        connection.Execute("INSERT INTO issues (id, rhythm, period_at, query, offers) VALUES (@id, @rhythm, @at, @query, @offers)", row, transaction);
        connection.Execute("INSERT INTO issue_offers (offer_id, issue_id) SELECT DISTINCT value, @id FROM json_each(@offers)", row, transaction);
    }
}
