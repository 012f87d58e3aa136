using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Offers;
using OfferBot.Core.Queries;

namespace OfferBot.Storage;

/// <summary>Writes what searching needs, inside the transaction that writes the offer itself.</summary>
internal static class SearchRows
{
    private const string MadeBy = "search.made-by";

    // How words and places are read may change with any build of Core; what an earlier one wrote would then not be found.
    private static readonly string ThisBuild = typeof(OfferIndex).Module.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture);

    public static void Write(SqliteConnection connection, SqliteTransaction transaction, Posting posting)
    {
        var index = new OfferIndex(posting.Offer);
        var row = new
        {
            posting.Sequence,
            open = posting.IsTellable ? 1 : 0,
            seen = posting.FirstSeen.ToUnixTimeMilliseconds(),
            facets = OfferJson.Write(index.Facets),
            words = string.Join(' ', index.Words),
        };
        connection.Execute(
            """
            INSERT INTO search_facets (sequence, change, is_open, first_seen, facets)
            SELECT @Sequence, COALESCE(MAX(change), 0) + 1, @open, @seen, @facets FROM search_facets WHERE true
            ON CONFLICT (sequence) DO UPDATE SET change = excluded.change, is_open = excluded.is_open, facets = excluded.facets
            """, row, transaction);
        connection.Execute("DELETE FROM search_words WHERE rowid = @Sequence", row, transaction);
        connection.Execute("INSERT INTO search_words (rowid, words) VALUES (@Sequence, @words)", row, transaction);
    }

    /// <summary>Writes everything anew where another build of the program wrote it, or nobody did yet.</summary>
    public static void Refresh(SqliteConnection connection, SqliteTransaction transaction)
    {
        if (connection.ExecuteScalar<string?>("SELECT value FROM facts WHERE name = @MadeBy", new { MadeBy }, transaction) == ThisBuild) return;
        foreach (var row in connection.Query<OfferRow>($"SELECT {OfferRow.Columns} FROM offers o ORDER BY o.sequence", transaction: transaction, buffered: false))
            Write(connection, transaction, row.ToPosting());
        connection.Execute("INSERT INTO facts (name, value) VALUES (@MadeBy, @ThisBuild) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { MadeBy, ThisBuild }, transaction);
    }
}
