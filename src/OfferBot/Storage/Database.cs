using Dapper;
using Microsoft.Data.Sqlite;

namespace OfferBot.Storage;

/// <summary>The SQLite database: connections with the settings that the delivery promises rest on, and one writer at a time.</summary>
internal sealed class Database : IDisposable
{
    // A promise made is on disk (FULL); readers never wait for the writer (WAL); what is erased is overwritten.
    private const string OnOpen = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000; PRAGMA secure_delete = ON;";
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly string _connectionString;

    /// <param name="connectionString">As Microsoft.Data.Sqlite reads it: "Data Source=var/offerbot.db".</param>
    public Database(string connectionString)
    {
        SystemSqlite.EnsureLoaded();
        _connectionString = connectionString;
        Path = System.IO.Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Runs a query.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return read(connection);
    }

    /// <summary>Runs statements as one transaction: all of it is on disk when this returns, or none of it happened.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken ct)
    {
        await _writer.WaitAsync(ct);
        try
        {
            await using var connection = await OpenAsync(ct);
            await using var transaction = connection.BeginTransaction(deferred: false);
            var result = write(connection, transaction);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Empties the write-ahead log into the database, so that what was erased is in neither.</summary>
    public Task CheckpointAsync(CancellationToken ct) => ReadAsync(connection => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"), ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        _writer.Dispose();
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(ct);
        connection.Execute(OnOpen);
        return connection;
    }
}
