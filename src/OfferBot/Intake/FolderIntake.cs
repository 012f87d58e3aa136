using OfferBot.Core.Board;
using OfferBot.Core.Outbox;
using OfferBot.Core.Reading;

namespace OfferBot.Intake;

/// <summary>How the offers folder is looked at.</summary>
/// <param name="Settle">How long a file must stay as it is before it is read.</param>
/// <param name="QuietStartAbove">More files than this on the very first start are taken in silently.</param>
internal sealed record IntakeRules(TimeSpan Settle, int QuietStartAbove)
{
    /// <summary>How long a file must be missing before its offers are withdrawn: editors replace files by removing them first.</summary>
    public TimeSpan Missing => Settle + TimeSpan.FromSeconds(2);
}

/// <summary>Compares the folder with what is known of it and takes in the difference. The folder is the truth; nothing in it is ever touched.</summary>
internal sealed partial class FolderIntake(FolderScan scan, IFileReader reader, OfferBoard board, IBoardStore store, OutboxBell bell, IntakeRules rules, TimeProvider clock, ILogger<FolderIntake> log)
{
    private readonly Dictionary<string, FileOnBoard> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Size, DateTimeOffset ModifiedAt, DateTimeOffset Since)> _settling = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _missing = new(StringComparer.Ordinal);
    // Files that were there at the very first start, when there were many: taken in without a word.
    private readonly HashSet<string> _quiet = new(StringComparer.Ordinal);
    private bool _firstStart;
    private bool _quietIsKept;
    private bool _folderGone;

    /// <summary>When the folder was last looked at with success; null before the first time.</summary>
    public DateTimeOffset? LastSweep { get; private set; }

    /// <summary>Loads what is known. Called once, before the first sweep.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var file in await store.FilesAsync(ct)) _known[file.Path] = file;
        _quiet.UnionWith((await store.QuietFilesAsync(ct)).Where(path => !_known.ContainsKey(path)));
        _quietIsKept = _quiet.Count > 0;
        _firstStart = _known.Count == 0 && !_quietIsKept;
    }

    /// <summary>Looks at the folder once and takes in all that is new, changed, renamed or gone and has settled.</summary>
    /// <returns>How long until something that is settling now will have settled; null when nothing is.</returns>
    public async Task<TimeSpan?> SweepAsync(CancellationToken ct)
    {
        if (scan.List() is not { } seen)
        {
            if (!_folderGone) FolderIsGone(log);
            _folderGone = true;
            return rules.Missing;
        }

        _folderGone = false;
        var now = clock.GetUtcNow();
        if (_firstStart && seen.Count > rules.QuietStartAbove)
        {
            QuietStart(log, seen.Count, rules.QuietStartAbove);
            _quiet.UnionWith(seen.Select(f => f.Path));
            await store.KeepQuietFilesAsync(_quiet, ct);
            _quietIsKept = true;
        }

        _firstStart = false;
        var gone = Missing(seen, now);
        var ready = seen.Where(f => !IsKnown(f) && HasSettled(f, now)).OrderBy(f => f.ModifiedAt).ThenBy(f => f.Path, StringComparer.Ordinal).ToList();
        foreach (var file in ready) await TakeAsync(file, gone, _quiet.Remove(file.Path), ct);
        foreach (var file in gone.Where(f => IsOverdue(f.Path, now))) await RemoveAsync(file, ct);
        if (_quietIsKept && !seen.Any(f => _quiet.Contains(f.Path)))
        {
            _quietIsKept = false;
            await store.KeepQuietFilesAsync([], ct);
        }

        if (ready.Count > 0 || gone.Count > 0) bell.Ring();
        LastSweep = now;
        return NextLook(now);
    }

    private bool IsKnown(SeenFile file) =>
        _known.TryGetValue(file.Path, out var known) && known.State != FileState.Removed && known.Size == file.Size && known.ModifiedAt == file.ModifiedAt;

    private bool HasSettled(SeenFile file, DateTimeOffset now)
    {
        if (!_settling.TryGetValue(file.Path, out var before) || before.Size != file.Size || before.ModifiedAt != file.ModifiedAt)
        {
            // A file written long ago and only now seen has settled before.
            var since = file.ModifiedAt < now - rules.Settle ? file.ModifiedAt : now;
            _settling[file.Path] = before = (file.Size, file.ModifiedAt, since);
        }

        if (now - before.Since < rules.Settle) return false;
        _settling.Remove(file.Path);
        return true;
    }

    private List<FileOnBoard> Missing(IReadOnlyList<SeenFile> seen, DateTimeOffset now)
    {
        var there = seen.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var back in _missing.Keys.Where(there.Contains).ToList()) _missing.Remove(back);
        foreach (var vanished in _settling.Keys.Where(p => !there.Contains(p)).ToList()) _settling.Remove(vanished);
        var gone = _known.Values.Where(f => f.State != FileState.Removed && !there.Contains(f.Path)).ToList();
        foreach (var file in gone) _missing.TryAdd(file.Path, now);
        return gone;
    }

    private bool IsOverdue(string path, DateTimeOffset now) => _missing.TryGetValue(path, out var since) && now - since >= rules.Missing;

    private TimeSpan? NextLook(DateTimeOffset now)
    {
        var next = _settling.Values.Select(s => s.Since + rules.Settle).Concat(_missing.Values.Select(m => m + rules.Missing)).ToList();
        if (next.Count == 0) return null;
        var wait = next.Min() - now;
        return wait > TimeSpan.FromMilliseconds(20) ? wait : TimeSpan.FromMilliseconds(20);
    }

    private async Task TakeAsync(SeenFile file, List<FileOnBoard> gone, bool silently, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (content, fault) = await LoadAsync(file, ct);
        var row = new FileOnBoard(file.Path, file.Size, file.ModifiedAt, content?.Hash ?? "", FileState.Read, now);
        if (content is not null && _known.TryGetValue(file.Path, out var known) && known.Hash == row.Hash && known.State == FileState.Read)
        {
            // Touched, not changed.
            await store.RenameAsync(file.Path, row, ct);
            _known[file.Path] = row;
            return;
        }

        if (content is not null && gone.Find(g => g.Hash == row.Hash && g.State == FileState.Read) is { } old && !_known.ContainsKey(file.Path))
        {
            await store.RenameAsync(old.Path, row, ct);
            _known.Remove(old.Path);
            _missing.Remove(old.Path);
            gone.Remove(old);
            _known[file.Path] = row;
            Renamed(log, old.Path, file.Path);
            return;
        }

        var result = content is null ? fault! : await reader.ReadAsync(file.Path, content.Bytes, content.Human is { } human ? human : (ReadOnlyMemory<byte>?)null, ct);
        var taken = await board.TakeAsync(row, result, silently, ct);
        _known[file.Path] = result is ReadResult.Refused refused ? row with { State = FileState.Rejected, Why = refused.Why } : row;
        Report(file.Path, result, taken);
    }

    private async Task<(FileContent? Content, ReadResult.Refused? Fault)> LoadAsync(SeenFile file, CancellationToken ct)
    {
        if (file.IsFolder) return (null, new ReadResult.Refused("folder", "This is a folder with the name of a document.", "Rename it without the ending; the files inside are read all the same."));
        if (file.Path.EndsWith(FileContent.OverrideEnding, StringComparison.OrdinalIgnoreCase))
            return (null, new ReadResult.Refused("override-alone", "This override file has no offer beside it.", "Name it like its offer with .yml behind, for instance offer.pdf.yml beside offer.pdf."));
        if (file.Size > reader.MaxFileBytes)
            return (null, new ReadResult.Refused("too-large", $"The file has {file.Size:N0} bytes; at most {reader.MaxFileBytes:N0} are read.", "Shorten it, or raise Offers:MaxFileBytes."));
        try
        {
            return (await FileContent.LoadAsync(file.FullPath, ct), null);
        }
        catch (UnauthorizedAccessException)
        {
            return (null, new ReadResult.Refused("no-permission", "The bot may not read this file.", "Give its user the right to read it, for instance with chmod o+r."));
        }
        catch (IOException fault)
        {
            return (null, new ReadResult.Refused("unreadable", $"The file could not be opened: {fault.Message}", "Close it in other programs and save it again."));
        }
    }

    private async Task RemoveAsync(FileOnBoard file, CancellationToken ct)
    {
        await board.RemoveAsync(file with { SeenAt = clock.GetUtcNow() }, ct);
        _known[file.Path] = file with { State = FileState.Removed };
        _missing.Remove(file.Path);
        RemovedFile(log, file.Path);
    }

    private void Report(string path, ReadResult result, Taken taken)
    {
        if (result is ReadResult.Refused refused)
        {
            Rejected(log, path, refused.Why, refused.Reason, refused.Fix);
            return;
        }

        foreach (var entry in taken.Entries)
        {
            switch (entry)
            {
                case BoardEntry.Added added: Added(log, path, added.Posting.Offer.Title?.Value ?? "?", added.Posting.State); break;
                case BoardEntry.Revised revised: Revised(log, path, string.Join(", ", revised.Posting.Changes.Select(c => c.Field))); break;
                case BoardEntry.Twin twin: Twin(log, path, twin.Of); break;
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Path}: new offer \"{Title}\" ({State})")]
    private static partial void Added(ILogger log, string path, string title, Core.Offers.OfferState state);

    [LoggerMessage(LogLevel.Information, "{Path}: changed ({Fields})")]
    private static partial void Revised(ILogger log, string path, string fields);

    [LoggerMessage(LogLevel.Information, "{Path}: says the same as offer {Offer}; not announced again")]
    private static partial void Twin(ILogger log, string path, Core.Offers.OfferId offer);

    [LoggerMessage(LogLevel.Warning, "{Path}: rejected ({Why}). {Reason} {Fix}")]
    private static partial void Rejected(ILogger log, string path, string why, string reason, string fix);

    [LoggerMessage(LogLevel.Information, "{From} is now called {To}")]
    private static partial void Renamed(ILogger log, string from, string to);

    [LoggerMessage(LogLevel.Information, "{Path}: removed; its offers are closed")]
    private static partial void RemovedFile(ILogger log, string path);

    [LoggerMessage(LogLevel.Warning, "The offers folder cannot be listed; what is known stays as it is until it can")]
    private static partial void FolderIsGone(ILogger log);

    [LoggerMessage(LogLevel.Information, "First start with {Count} files: more than Offers:QuietStartAbove ({Above}), so they are taken in without announcing them")]
    private static partial void QuietStart(ILogger log, int count, int above);
}
