using Dapper;
using OfferBot.Core.Queries;

namespace OfferBot.Storage;

/// <summary>Queries under numbers, for where their text does not fit. The table is that of the subscriptions: a query is one row for all.</summary>
internal sealed class QueryNames(Database database) : IQueryNames
{
    public Task<long> NameAsync(Query query, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var text = query.ToString();
        connection.Execute("INSERT INTO queries (text) VALUES (@text) ON CONFLICT (text) DO NOTHING", new { text }, transaction);
        return connection.ExecuteScalar<long>("SELECT id FROM queries WHERE text = @text", new { text }, transaction);
    }, ct);

    public Task<Query?> FindAsync(long name, CancellationToken ct) => database.ReadAsync(connection =>
        connection.ExecuteScalar<string?>("SELECT text FROM queries WHERE id = @name", new { name }) is { } text && Query.Parse(text) is QueryParse.Parsed parsed ? parsed.Query : null, ct);
}
