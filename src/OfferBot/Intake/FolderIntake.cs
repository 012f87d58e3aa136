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
internal sealed class FolderIntake(FolderScan scan, IFileReader reader, OfferBoard board, IBoardStore store, OutboxBell bell, IntakeRules rules, TimeProvider clock, ILogger<FolderIntake> log)
{
    private readonly Dictionary<string, FileOnBoard> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Size, DateTimeOffset ModifiedAt, DateTimeOffset Since)> _settling = new(StringComparer.Ordinal);
    private readonly MissingFiles _missing = new(rules.Missing);
    private readonly SecondLooks _again = new();
    // What was last said of files whose taking failed.
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);
    // Files that were there at the very first start, when there were many: taken in without a word.
    private readonly HashSet<string> _quiet = new(StringComparer.Ordinal);
    private bool _firstStart;
    private bool _quietIsKept;
    private bool _folderGone;
    private bool _heldBack;

    /// <summary>When the folder was last looked at and believed; null before the first time.</summary>
    public DateTimeOffset? LastSweep { get; private set; }

    private List<FileOnBoard> Live => [.. _known.Values.Where(f => f.State != FileState.Removed)];

    /// <summary>Loads what is known. Called before the first sweep.</summary>
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
        if (scan.List() is not { } view)
        {
            if (!_folderGone) log.FolderIsGone();
            _folderGone = true;
            return rules.Missing;
        }

        _folderGone = false;
        var now = clock.GetUtcNow();
        TellClosed(view);
        await BeginAsync(view, ct);
        var missing = _missing.Among(Live, view, now);
        Unsettle(view);
        var ready = view.Files.Where(f => !IsKnown(f, now) && HasSettled(f, now)).OrderBy(IsTriedBefore).ThenBy(f => f.ModifiedAt).ThenBy(f => f.Path, StringComparer.Ordinal).ToList();
        foreach (var file in ready) await CarryOnAsync(file.Path, () => TakeAsync(file, missing, ct), ct);
        foreach (var file in _missing.Gone(missing, Live, view, now)) await CarryOnAsync(file.Path, () => RemoveAsync(file, ct), ct);
        TellHeldBack();
        if (_quietIsKept && !view.Files.Any(f => _quiet.Contains(f.Path)))
        {
            _quietIsKept = false;
            await store.KeepQuietFilesAsync([], ct);
        }

        if (ready.Count > 0 || missing.Count > 0) bell.Ring();
        if (!_heldBack) LastSweep = now;
        return NextLook(now);
    }

    // The very first look, ever: many files are taken in without a word.
    private async Task BeginAsync(FolderView view, CancellationToken ct)
    {
        if (_firstStart && view.Files.Count > rules.QuietStartAbove)
        {
            log.QuietStart(view.Files.Count, rules.QuietStartAbove);
            _quiet.UnionWith(view.Files.Select(f => f.Path));
            await store.KeepQuietFilesAsync(_quiet, ct);
            _quietIsKept = true;
        }

        _firstStart = false;
    }

    // One file never stops the others, whatever it meets.
    private async Task CarryOnAsync(string path, Func<Task> take, CancellationToken ct)
    {
        try
        {
            await take();
            _faults.Remove(path);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Tried at every look, told once.
            if (_faults.TryGetValue(path, out var before) && before == fault.Message) return;
            _faults[path] = fault.Message;
            log.TakingFailed(path, fault);
        }
    }

    private bool IsKnown(SeenFile file, DateTimeOffset now) =>
        _known.TryGetValue(file.Path, out var known) && known.State != FileState.Removed && known.Size == file.Size && known.ModifiedAt == file.ModifiedAt && !_again.IsDue(known, now);

    // What is new comes before what failed before.
    private bool IsTriedBefore(SeenFile file) => _faults.ContainsKey(file.Path) || (_known.TryGetValue(file.Path, out var known) && known.State == FileState.Rejected);

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

    private void Unsettle(FolderView view)
    {
        if (_settling.Count == 0) return;
        var there = view.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var vanished in _settling.Keys.Where(p => !there.Contains(p)).ToList()) _settling.Remove(vanished);
    }

    private TimeSpan? NextLook(DateTimeOffset now)
    {
        var next = _settling.Values.Select(s => s.Since + rules.Settle).Concat(_missing.Ends).ToList();
        if (next.Count == 0) return null;
        var wait = next.Min() - now;
        return wait > TimeSpan.FromMilliseconds(20) ? wait : TimeSpan.FromMilliseconds(20);
    }

    private async Task TakeAsync(SeenFile file, List<FileOnBoard> missing, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        _again.Note(file.Path, now);
        var (content, fault) = await FileContent.OpenAsync(file, reader.MaxFileBytes, ct);
        var row = new FileOnBoard(file.Path, file.Size, file.ModifiedAt, content?.Hash ?? "", FileState.Read, now);
        var known = _known.GetValueOrDefault(file.Path);
        if (content is not null && known is { State: FileState.Read } && known.Hash == row.Hash)
        {
            // Touched, not changed.
            await store.RenameAsync(file.Path, row, ct);
            _known[file.Path] = row;
            return;
        }

        if (content is not null && known is null or { State: FileState.Removed } && missing.Find(g => g.Hash == row.Hash && g.State == FileState.Read) is { } old)
        {
            await store.RenameAsync(old.Path, row, ct);
            _known.Remove(old.Path);
            _missing.Forget(old.Path);
            missing.Remove(old);
            _known[file.Path] = row;
            log.Renamed(old.Path, file.Path);
            return;
        }

        var result = content is null ? fault! : await reader.ReadAsync(file.Path, content.Bytes, content.Human is { } human ? human : (ReadOnlyMemory<byte>?)null, ct);
        if (result is ReadResult.Refused again && known is { State: FileState.Rejected } && (known.Why, known.Reason, known.Hash, known.Size, known.ModifiedAt) == (again.Why, again.Reason, row.Hash, row.Size, row.ModifiedAt)) return;
        var taken = await board.TakeAsync(row, result, _quiet.Contains(file.Path), ct);
        _quiet.Remove(file.Path);
        _known[file.Path] = result is ReadResult.Refused refused ? row with { State = FileState.Rejected, Why = refused.Why, Reason = refused.Reason, Fix = refused.Fix } : row;
        Report(file.Path, result, taken);
    }

    private async Task RemoveAsync(FileOnBoard file, CancellationToken ct)
    {
        await board.RemoveAsync(file with { SeenAt = clock.GetUtcNow() }, ct);
        _known[file.Path] = file with { State = FileState.Removed };
        _missing.Forget(file.Path);
        log.RemovedFile(file.Path);
    }

    private void TellClosed(FolderView view)
    {
        _closed.IntersectWith(view.Closed);
        foreach (var folder in view.Closed.Where(_closed.Add)) log.FolderIsClosed(folder);
    }

    private void TellHeldBack()
    {
        if (_missing.HeldBack > 0 && !_heldBack) log.HeldBack(_missing.HeldBack, Live.Count, MissingFiles.Away.TotalMinutes);
        _heldBack = _missing.HeldBack > 0;
    }

    private void Report(string path, ReadResult result, Taken taken)
    {
        if (result is ReadResult.Refused refused)
        {
            log.Rejected(path, refused.Why, refused.Reason, refused.Fix);
            return;
        }

        foreach (var entry in taken.Entries)
        {
            switch (entry)
            {
                case BoardEntry.Added added: log.Added(path, added.Posting.Offer.Title?.Value ?? "?", added.Posting.State); break;
                case BoardEntry.Revised revised: log.Revised(path, string.Join(", ", revised.Posting.Changes.Select(c => c.Field))); break;
                case BoardEntry.Twin twin: log.Twin(path, twin.Of); break;
            }
        }
    }
}
