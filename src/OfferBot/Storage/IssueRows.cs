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

    /// <summary>Forgets which offers the issues <c>@some</c> show; before they are forgotten themselves.</summary>
    public const string Unindex = "DELETE FROM issue_offers WHERE (offer_id, issue_id) IN (SELECT j.value, i.id FROM issues i, json_each(i.offers) j WHERE i.id IN @some)";

    // In the order of the table: rows that come in any other touch all of its pages again and again.
    private const string Shows = "INSERT INTO issue_offers (offer_id, issue_id) SELECT DISTINCT j.value, i.id FROM issues i, json_each(i.offers) j";

    /// <summary>Keeps one, with its offers in the order in which it shows them. It is found by its offers once <see cref="Index(SqliteConnection, SqliteTransaction, Rhythm, long)"/> was called.</summary>
    public static void Add(SqliteConnection connection, SqliteTransaction transaction, string id, Rhythm rhythm, long at, string query, IReadOnlyList<string> offers) => connection.Execute(
        "INSERT INTO issues (id, rhythm, period_at, query, offers) VALUES (@id, @rhythm, @at, @query, @offers)",
        new { id, rhythm = rhythm.ToString(), at, query, offers = OfferJson.Write(offers) }, transaction);

    /// <summary>Lets those of a period be found by their offers.</summary>
    public static void Index(SqliteConnection connection, SqliteTransaction transaction, Rhythm rhythm, long at) =>
        connection.Execute($"{Shows} WHERE i.rhythm = @rhythm AND i.period_at = @at ORDER BY 1, 2 ON CONFLICT DO NOTHING", new { rhythm = rhythm.ToString(), at }, transaction);

    /// <summary>Lets one be found by its offers.</summary>
    public static void Index(SqliteConnection connection, SqliteTransaction transaction, string id) =>
        connection.Execute($"{Shows} WHERE i.id = @id ORDER BY 1, 2 ON CONFLICT DO NOTHING", new { id }, transaction);
}
