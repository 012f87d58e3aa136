using System.Globalization;
using System.Reflection;
using Dapper;

namespace OfferBot.Storage;

/// <summary>Brings the database to this program's schema with the scripts embedded under Migrations, in the order of their numbers.</summary>
internal static class Migrator
{
    private const string Prefix = "OfferBot.Storage.Migrations.";

    /// <summary>The schema that this program writes.</summary>
    public static long Newest => Scripts()[^1].Version;

    /// <summary>Applies what is missing, all of it in one transaction.</summary>
    /// <exception cref="InvalidOperationException">The database was written by a later version of the program.</exception>
    public static Task<int> MigrateAsync(Database database, TimeProvider clock, CancellationToken ct) => database.WriteAsync((connection, transaction) =>
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, script TEXT NOT NULL, applied_at BIGINT NOT NULL)", transaction: transaction);
        var applied = connection.Query<long>("SELECT version FROM schema_version", transaction: transaction).ToHashSet();
        var scripts = Scripts();
        if (applied.Count > 0 && applied.Max() > scripts[^1].Version)
            throw new InvalidOperationException($"The database {database.Path} was written by a later version of OfferBot (schema {applied.Max()}, this program knows {scripts[^1].Version}). Run that version, or restore a backup.");
        foreach (var script in scripts.Where(s => !applied.Contains(s.Version)))
        {
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_version (version, script, applied_at) VALUES (@Version, @Name, @now)",
                new { script.Version, script.Name, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
        }

        SearchRows.Refresh(connection, transaction);
        return scripts.Count - applied.Count;
    }, ct);

    /// <summary>Whether the database has this program's schema already. What searching needs is made anew by the worker only.</summary>
    public static Task<bool> IsCurrentAsync(Database database, CancellationToken ct) => database.ReadAsync(
        connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'") > 0 &&
            connection.Query<long>("SELECT version FROM schema_version").Order().SequenceEqual(Scripts().Select(s => s.Version)), ct);

    private static List<(long Version, string Name, string Sql)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. from resource in assembly.GetManifestResourceNames()
                   where resource.StartsWith(Prefix, StringComparison.Ordinal)
                   let name = resource[Prefix.Length..]
                   let version = long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture)
                   orderby version
                   select (version, name, Text(assembly, resource))];
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
