using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Core.Offers;
using OfferBot.Core.Subscriptions;
using OfferBot.Storage;
using OfferBot.Tests.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Storage;

public sealed class MigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Subscribers_of_the_first_version_keep_their_consent_and_their_place()
    {
        using var database = new Database($"Data Source={_folder.File("board.db")}");
        await database.WriteAsync((connection, transaction) => AsFirstVersion(connection, transaction), default);
        await Migrator.MigrateAsync(database, _clock, default);
        var store = new ConsentStore(database, _clock);
        var ana = Assert.Single(await store.OfAsync(new Destination(DestinationKind.Mail, "ana@example.org"), default));
        Assert.Equal((1L, "contrat:stage", Rhythm.Weekly, "people.csv"), (ana.Id, ana.Query, ana.Rhythm, ana.Consent.Text));
        Assert.IsType<SubscriptionState.Active>(ana.State);
        Assert.Equal([(ConsentStep.Given, "import")], (await store.ExportAsync(ana.Destination, default)).Subscriptions[0].History.Select(h => (h.What, h.Source)));
        Assert.Equal(EndReason.Settings, Assert.IsType<SubscriptionState.Ended>((await store.FindAsync(2, default))!.State).Why);
        Assert.Equal(7, await database.ReadAsync(c => c.ExecuteScalar<long>("SELECT high_water FROM subscriptions WHERE id = 1"), default));
    }

    [Fact]
    public async Task Digests_of_the_first_version_still_tell_what_they_showed()
    {
        using var database = new Database($"Data Source={_folder.File("board.db")}");
        await database.WriteAsync((connection, transaction) => AsFirstVersion(connection, transaction), default);
        await Migrator.MigrateAsync(database, _clock, default);
        Assert.Equal(["w1-1-7"], await database.ReadAsync(c => c.Query<string>(IssueRows.Showing, new { id = "bbbbbbbbbbbb" }).ToList(), default));
        Assert.Equal(["w1-1-7"], await database.ReadAsync(c => c.Query<string>(IssueRows.DigestsShowing, new { id = "aaaaaaaaaaaa", since = 500 }).ToList(), default));
        Assert.Empty(await database.ReadAsync(c => c.Query<string>(IssueRows.DigestsShowing, new { id = "aaaaaaaaaaaa", since = 1000 }).ToList(), default));
    }

    private static int AsFirstVersion(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var script = new StreamReader(typeof(Migrator).Assembly.GetManifestResourceStream("OfferBot.Storage.Migrations.0001_board_and_outbox.sql")!);
        return connection.Execute(
            script.ReadToEnd() +
            """
            CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, script TEXT NOT NULL, applied_at BIGINT NOT NULL);
            INSERT INTO schema_version VALUES (1, '0001_board_and_outbox.sql', 0);
            INSERT INTO queries VALUES (1, 'contrat:stage'), (2, '');
            INSERT INTO subscriptions VALUES (1, 'Mail', 'ana@example.org', 1, 'Weekly', 'fr', 1, 'import', 1000, 'people.csv', 7);
            INSERT INTO subscriptions VALUES (2, 'DiscordChannel', '42', 2, 'Instant', 'fr', 0, 'config', 1000, 'Discord:Channels', 7);
            INSERT INTO offers (id, sequence, revision, state, announced, past, path, ordinal, first_seen, offer, changes, sketch)
            VALUES ('aaaaaaaaaaaa', 1, 1, 'Open', 1, 0, 'a.md', 0, 900, @offer, '[]', x''), ('bbbbbbbbbbbb', 2, 1, 'Open', 1, 0, 'b.md', 0, 900, @offer, '[]', x'');
            INSERT INTO issues VALUES ('w1-1-7', 'Weekly', 1000, 'contrat:stage', '["bbbbbbbbbbbb","aaaaaaaaaaaa","cccccccccccc"]');
            """, new { offer = OfferJson.Write(new Offer()) }, transaction);
    }
}
