using OfferBot.Core.Offers;

namespace OfferBot.Core.Board;

/// <summary>Where the board is kept. Each write is one transaction: the offers, who is told of them, and the file they came from.</summary>
public interface IBoardStore
{
    /// <summary>The offers that came from a file, in their order, closed ones included.</summary>
    Task<IReadOnlyList<Posting>> OffersOfAsync(string path, CancellationToken ct);

    /// <summary>An offer by its name; null when there is none.</summary>
    Task<Posting?> FindAsync(OfferId id, CancellationToken ct);

    /// <summary>Open offers whose last day is before <paramref name="today"/>.</summary>
    Task<IReadOnlyList<Posting>> OverdueAsync(DateOnly today, CancellationToken ct);

    /// <summary>Announced open offers whose last day is not after <paramref name="until"/>, and for which it was not yet said that they close soon.</summary>
    Task<IReadOnlyList<Posting>> ClosingByAsync(DateOnly until, CancellationToken ct);

    /// <summary>Offers that share part of a text's sketch: candidates for being the same offer.</summary>
    Task<IReadOnlyList<LikelyTwin>> TwinsAsync(Sketch sketch, CancellationToken ct);

    /// <summary>Writes what a file came to. Sequence numbers of new offers are given here.</summary>
    /// <returns>The offers as written; null when one of them has changed since it was read: nothing was written, and all has to be decided anew.</returns>
    Task<IReadOnlyList<Posting>?> WriteAsync(FileOnBoard file, IReadOnlyList<BoardEntry> entries, CancellationToken ct);

    /// <summary>Another file that says what the offer says; null when its own file is the only one.</summary>
    Task<(string Path, int Ordinal)?> OtherFileOfAsync(OfferId id, CancellationToken ct);

    /// <summary>Writes changes that come from no file: deadlines that passed.</summary>
    /// <returns>False when one of the offers has changed since it was read: nothing was written.</returns>
    Task<bool> WriteAsync(IReadOnlyList<BoardEntry> entries, CancellationToken ct);

    /// <summary>A file was given another name; its offers stay what they are.</summary>
    Task RenameAsync(string from, FileOnBoard to, CancellationToken ct);

    /// <summary>Files of a first start that are to be taken in without a word; kept until all of them are, however often the program is stopped meanwhile.</summary>
    Task<IReadOnlyList<string>> QuietFilesAsync(CancellationToken ct);

    /// <summary>Replaces them; none when the first start is over.</summary>
    Task KeepQuietFilesAsync(IReadOnlyCollection<string> paths, CancellationToken ct);

    /// <summary>All files that were seen, whatever became of them.</summary>
    Task<IReadOnlyList<FileOnBoard>> FilesAsync(CancellationToken ct);
}

/// <summary>An earlier offer that may be the same.</summary>
public sealed record LikelyTwin(Posting Posting, Sketch Sketch);

/// <summary>What became of a file.</summary>
public enum FileState
{
    /// <summary>Its offers are on the board.</summary>
    Read,

    /// <summary>It could not be read, or holds no offer.</summary>
    Rejected,

    /// <summary>It is no longer there.</summary>
    Removed,
}

/// <summary>A file of the offers folder as it was last seen.</summary>
/// <param name="Path">Below the folder, "/" between folders.</param>
/// <param name="Size">Bytes, its override file's included.</param>
/// <param name="ModifiedAt">Last write, the later one of the file and its override.</param>
/// <param name="Hash">SHA-256 of the content, lower-case hex; empty when it could not be opened.</param>
/// <param name="State">What became of it.</param>
/// <param name="SeenAt">When it was read.</param>
/// <param name="Why">For rejected files: stable code.</param>
/// <param name="Reason">For rejected files: what is wrong.</param>
/// <param name="Fix">For rejected files: what to do.</param>
public sealed record FileOnBoard(
    string Path, long Size, DateTimeOffset ModifiedAt, string Hash, FileState State, DateTimeOffset SeenAt,
    string Why = "", string Reason = "", string Fix = "");

/// <summary>One offer's way onto, along or off the board, with those to be told.</summary>
public abstract record BoardEntry
{
    private BoardEntry() { }

    /// <summary>The revision of the offer that this was decided upon; 0 for one that must not be there yet, null when it does not matter.</summary>
    public abstract int? Upon { get; }

    /// <summary>The offer that is written; null when none is.</summary>
    public abstract OfferId? Writes { get; }

    /// <summary>A new offer; <see cref="Posting.Sequence"/> is still 0.</summary>
    /// <param name="Posting">The offer.</param>
    /// <param name="Sketch">For finding twins of it later.</param>
    /// <param name="Queries">Queries that it answers: their instant subscribers are told. Empty when it is taken in silently.</param>
    public sealed record Added(Posting Posting, Sketch Sketch, IReadOnlyList<long> Queries) : BoardEntry
    {
        /// <inheritdoc/>
        public override int? Upon => 0;

        /// <inheritdoc/>
        public override OfferId? Writes => Posting.Id;
    }

    /// <summary>An offer that reads differently now, or closed, or opened again: its posts are made true, and those whose query it answers only now are told.</summary>
    /// <param name="Posting">The offer as it is now, its revision raised.</param>
    /// <param name="Sketch">Of the text as it is now; null leaves the stored one.</param>
    /// <param name="Queries">Queries that it answers now; empty when it is closed or was never announced.</param>
    /// <param name="Fresh">Those of them that what was told of it before did not answer: all of them when it is announced only now.</param>
    public sealed record Revised(Posting Posting, Sketch? Sketch, IReadOnlyList<long> Queries, IReadOnlyList<long> Fresh) : BoardEntry
    {
        /// <inheritdoc/>
        public override int? Upon => Posting.Revision - 1;

        /// <inheritdoc/>
        public override OfferId? Writes => Posting.Id;
    }

    /// <summary>The deadline is near: what was posted says so from now on.</summary>
    public sealed record ClosesSoon(Posting Posting) : BoardEntry
    {
        /// <inheritdoc/>
        public override int? Upon => Posting.Revision - 1;

        /// <inheritdoc/>
        public override OfferId? Writes => Posting.Id;
    }

    /// <summary>Nothing that is shown has changed, but its text or its place has: stored, and nobody is told.</summary>
    public sealed record Refreshed(Posting Posting, Sketch? Sketch) : BoardEntry
    {
        /// <inheritdoc/>
        public override int? Upon => Posting.Revision;

        /// <inheritdoc/>
        public override OfferId? Writes => Posting.Id;
    }

    /// <summary>A file says what an offer of another file says already; nobody is told again.</summary>
    /// <param name="Of">The offer.</param>
    /// <param name="Path">The file.</param>
    /// <param name="Ordinal">Place in the file.</param>
    public sealed record Twin(OfferId Of, string Path, int Ordinal) : BoardEntry
    {
        /// <inheritdoc/>
        public override int? Upon => null;

        /// <inheritdoc/>
        public override OfferId? Writes => null;
    }
}
