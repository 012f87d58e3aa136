using Dapper;
using Microsoft.Data.Sqlite;
using OfferBot.Storage;

namespace OfferBot.Checkup;

/// <summary>The database: can it be opened, is it of this program, can its folder be written to. Changes nothing.</summary>
internal sealed class DatabaseCheck : ICheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct)
    {
        var about = around.Say("Base de données", "Database");
        var connection = around.Settings.Database.ConnectionString;
        try
        {
            if (!Database.Exists(connection)) return [MayWrite(around, about, Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource))!)];
            using var database = new Database(connection);
            var (version, sqlite, applied) = await database.ReadAsync(
                c => (Migrator.Newest, c.ExecuteScalar<string>("SELECT sqlite_version()"), c.ExecuteScalar<long>("SELECT COALESCE(MAX(version), 0) FROM schema_version")), ct);
            if (applied > version)
            {
                return [Finding.Todo(about, around.Say($"{database.Path} vient d'une version plus récente du programme (schéma {applied}, celui-ci connaît {version}).", $"{database.Path} was written by a later version of the program (schema {applied}, this one knows {version})."),
                    around.Say("Lancer cette version-là, ou restaurer une sauvegarde.", "Run that version, or restore a backup."))];
            }

            return [Finding.Ok(about, $"{database.Path}, {new FileInfo(database.Path).Length / 1024:N0} KB, SQLite {sqlite}."), MayWrite(around, around.Say("Dossier de la base", "Folder of the database"), Path.GetDirectoryName(database.Path)!)];
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or DllNotFoundException or InvalidOperationException)
        {
            return [Finding.Todo(about, fault.Message, around.Say("Vérifier Database:ConnectionString, les droits sur le fichier et que SQLite est installé (libsqlite3).", "Look at Database:ConnectionString, the rights on the file, and that SQLite is installed (libsqlite3)."))];
        }
    }

    private static Finding MayWrite(Surroundings around, string about, string folder)
    {
        var nearest = folder;
        while (!Directory.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above) nearest = above;
        try
        {
            using (File.Create(Path.Combine(nearest, $".offerbot-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose))
            {
            }

            return Finding.Ok(about, nearest == folder ? around.Say($"{folder} accepte l'écriture.", $"{folder} can be written to.") : around.Say($"{folder} sera créé au démarrage.", $"{folder} is created at start."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Finding.Todo(about, fault.Message, around.Say($"Donner au compte du bot le droit d'écrire dans {nearest}.", $"Let the bot's account write to {nearest}."));
        }
    }
}
