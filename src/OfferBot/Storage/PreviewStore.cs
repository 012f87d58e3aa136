using System.Globalization;
using Dapper;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Storage;

/// <summary>Keeps what the preview shows; the latest thousand of it.</summary>
internal sealed class PreviewStore(Database database, TimeProvider clock) : IPreview
{
    private const int Most = 1000;

    // No id of Discord's begins with a letter: a channel may be shown here first, and be connected later.
    private const char Mark = 'p';

    public Task<string> KeepAsync(DestinationKind kind, string place, string content, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        var id = connection.ExecuteScalar<long>(
            "INSERT INTO preview (kind, place, content, at) VALUES (@kind, @place, @content, @now) RETURNING id",
            new { kind = kind.ToString(), place, content, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
        connection.Execute("DELETE FROM preview WHERE id <= @oldest", new { oldest = id - Most }, transaction);
        return NameOf(id);
    }, ct);

    public async Task<bool> ReplaceAsync(string id, string content, CancellationToken ct)
    {
        // What was posted to Discord before the token was taken away is not here.
        if (!long.TryParse(id.TrimStart(Mark), NumberStyles.None, CultureInfo.InvariantCulture, out var row)) return false;
        return await database.WriteAsync((connection, transaction) => connection.Execute(
            "UPDATE preview SET content = @content, edited_at = @now WHERE id = @row", new { row, content, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction) > 0, ct);
    }

    public Task<IReadOnlyList<PreviewItem>> LatestAsync(DestinationKind kind, int most, CancellationToken ct) => database.ReadAsync<IReadOnlyList<PreviewItem>>(connection =>
        [.. connection.Query<PreviewRow>("SELECT id, kind, place, content, at, edited_at FROM preview WHERE kind = @kind ORDER BY id DESC LIMIT @most", new { kind = kind.ToString(), most })
            .Select(r => new PreviewItem(
                NameOf(r.Id), Enum.Parse<DestinationKind>(r.Kind), r.Place, r.Content, Moment.Of(r.At), r.Edited_At is { } edited ? Moment.Of(edited) : null))], ct);

    private static string NameOf(long row) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{row}");

    private sealed record PreviewRow(long Id, string Kind, string Place, string Content, long At, long? Edited_At);
}
