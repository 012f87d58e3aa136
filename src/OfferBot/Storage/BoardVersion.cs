using Dapper;
using Microsoft.Data.Sqlite;

namespace OfferBot.Storage;

/// <summary>A number that rises with every change of the board, so that what was looked up can be kept until then.</summary>
internal static class BoardVersion
{
    /// <summary>Selects it; 0 before the first change.</summary>
    public const string Sql = "SELECT COALESCE(MAX(CAST(value AS BIGINT)), 0) FROM facts WHERE name = 'board.version'";

    public static void Raise(SqliteConnection connection, SqliteTransaction transaction) => connection.Execute(
        "INSERT INTO facts (name, value) VALUES ('board.version', '1') ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(facts.value AS BIGINT) + 1 AS TEXT)", transaction: transaction);
}
