using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;

namespace OfferBot.Storage;

/// <summary>The SQLite database: connections with the settings that the delivery promises rest on, and one writer at a time.</summary>
internal sealed class Database : IDisposable
{
    // A promise made is on disk (FULL); readers never wait for the writer (WAL); what is erased is overwritten.
    private const string OnOpen = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000; PRAGMA secure_delete = ON;";
    private readonly SemaphoreSlim _writer = new(1, 1);
    // Kept open, for the settings above cost more than most queries; few, for each has a page cache of its own.
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _readers = new(4, 4);
    private readonly string _connectionString;
    private volatile bool _isDisposed;

    /// <param name="connectionString">As Microsoft.Data.Sqlite reads it: "Data Source=var/offerbot.db".</param>
    public Database(string connectionString)
    {
        SystemSqlite.EnsureLoaded();
        _connectionString = connectionString;
        Path = System.IO.Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
    }

    /// <summary>Whether the file of a connection string is there already.</summary>
    public static bool Exists(string connectionString) => File.Exists(System.IO.Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource));

    /// <summary>The database file.</summary>
    public string Path { get; }

    /// <summary>Runs a query.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken ct)
    {
        await _readers.WaitAsync(ct);
        try
        {
            var connection = await TakeAsync(ct);
            try
            {
                return read(connection);
            }
            finally
            {
                GiveBack(connection);
            }
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>Runs statements as one transaction: all of it is on disk when this returns, or none of it happened.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken ct) => WriteAsync(write, "FULL", ct);

    /// <summary>
    /// As <see cref="WriteAsync{T}(Func{SqliteConnection, SqliteTransaction, T}, CancellationToken)"/>, but without waiting for the disk:
    /// the end of the process takes nothing back, a power cut may, up to the next write that waits.
    /// </summary>
    public Task<T> WriteSoonAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken ct) => WriteAsync(write, "NORMAL", ct);

    /// <summary>Empties the write-ahead log into the database, so that what was erased is in neither.</summary>
    public Task CheckpointAsync(CancellationToken ct) => ReadAsync(connection => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)"), ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        _writer.Dispose();
        _readers.Dispose();
    }

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, string synchronous, CancellationToken ct)
    {
        await _writer.WaitAsync(ct);
        try
        {
            var connection = await TakeAsync(ct);
            try
            {
                connection.Execute($"PRAGMA synchronous = {synchronous}");
                await using var transaction = connection.BeginTransaction(deferred: false);
                var result = write(connection, transaction);
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            finally
            {
                GiveBack(connection);
            }
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task<SqliteConnection> TakeAsync(CancellationToken ct)
    {
        if (_idle.TryTake(out var idle)) return idle;
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(ct);
        connection.Execute(OnOpen);
        return connection;
    }

    private void GiveBack(SqliteConnection connection)
    {
        _idle.Add(connection);
        if (_isDisposed && _idle.TryTake(out var late)) late.Dispose();
    }
}
