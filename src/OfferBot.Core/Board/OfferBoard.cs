using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Board;

/// <summary>Decides what a file that was read, changed or removed means for the offers on the board.</summary>
/// <param name="store">Where the board is kept.</param>
/// <param name="audience">Which queries an offer answers.</param>
/// <param name="lifetime">Until when offers are open.</param>
/// <param name="announcePast">Announce offers that are already over when they arrive.</param>
/// <param name="calendar">What day it is where the community lives.</param>
public sealed class OfferBoard(IBoardStore store, Audience audience, Lifetime lifetime, bool announcePast, Calendar calendar)
{
    /// <summary>Takes in what was read out of one file, for the first time or again.</summary>
    /// <param name="file">The file; its state is set here.</param>
    /// <param name="result">What reading came to.</param>
    /// <param name="silently">A quiet start: new offers are not announced.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Taken> TakeAsync(FileOnBoard file, ReadResult result, bool silently, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        switch (result)
        {
            case ReadResult.Refused refused:
                // What its earlier content put on the board stays until the file is mended or removed.
                await store.WriteAsync(file with { State = FileState.Rejected, Why = refused.Why, Reason = refused.Reason, Fix = refused.Fix }, [], ct);
                return Taken.None;
            case ReadResult.Read read:
                return await DecideAsync(file with { State = FileState.Read }, async () => await EntriesAsync(file, await store.OffersOfAsync(file.Path, ct), read.Offers, silently, ct), ct);
            default:
                throw new ArgumentException($"Unknown result {result}.", nameof(result));
        }
    }

    /// <summary>A file is gone: its offers are withdrawn, unless another file says the same.</summary>
    public Task<Taken> RemoveAsync(FileOnBoard file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        return DecideAsync(file with { State = FileState.Removed }, async () =>
        {
            var entries = new List<BoardEntry>();
            foreach (var posting in await store.OffersOfAsync(file.Path, ct)) entries.AddRange(await WithoutFileAsync(posting, ct));
            return entries;
        }, ct);
    }

    /// <summary>Closes the offers whose last day has passed.</summary>
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseOverdueAsync(CancellationToken ct)
    {
        while (true)
        {
            var overdue = await store.OverdueAsync(calendar.Today, ct);
            if (overdue.Count == 0 || await store.WriteAsync([.. overdue.Select(p => Closed(p, OfferState.Expired))], ct)) return overdue.Count;
        }
    }

    /// <summary>Lets the posts of offers whose deadline is near say so, once for each deadline.</summary>
    /// <returns>How many offers.</returns>
    public async Task<int> SayClosingSoonAsync(ClosingSoon soon, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(soon);
        if (soon.Days == 0) return 0;
        while (true)
        {
            var near = (await store.ClosingByAsync(calendar.Today.AddDays(soon.Days), ct)).Where(p => soon.Applies(p, calendar.Today)).ToList();
            if (near.Count == 0 || await store.WriteAsync([.. near.Select(ClosesSoon)], ct)) return near.Count;
        }
    }

    // Deadlines pass while a file is read: what was decided upon an offer that has changed meanwhile is decided anew.
    private async Task<Taken> DecideAsync(FileOnBoard file, Func<Task<List<BoardEntry>>> decide, CancellationToken ct)
    {
        while (true)
        {
            var entries = await decide();
            if (await store.WriteAsync(file, entries, ct) is { } written) return new Taken(entries, written);
        }
    }

    private async Task<List<BoardEntry>> EntriesAsync(FileOnBoard file, IReadOnlyList<Posting> known, IReadOnlyList<Offer> offers, bool silently, CancellationToken ct)
    {
        var entries = new List<BoardEntry>();
        var pairs = Pairing.Of(known, offers);
        foreach (var gone in known.Where(k => !pairs.ContainsValue(k))) entries.AddRange(await WithoutFileAsync(gone, ct));
        for (var i = 0; i < offers.Count; i++)
        {
            entries.Add(pairs.TryGetValue(i, out var before)
                ? await AgainAsync(before, offers[i], file.Path, i, ct)
                : await FirstAsync(file, offers[i], i, silently, ct));
        }

        return entries;
    }

    // Nothing when it was taken off the board before.
    private async Task<IEnumerable<BoardEntry>> WithoutFileAsync(Posting posting, CancellationToken ct)
    {
        if (await store.OtherFileOfAsync(posting.Id, ct) is { } other) return [new BoardEntry.Refreshed(posting with { Path = other.Path, Ordinal = other.Ordinal }, null)];
        return posting.State == OfferState.Withdrawn ? [] : [Closed(posting, OfferState.Withdrawn)];
    }

    private async Task<BoardEntry> FirstAsync(FileOnBoard file, Offer offer, int ordinal, bool silently, CancellationToken ct)
    {
        var sketch = Sketch.Of(offer.Text);
        foreach (var twin in await store.TwinsAsync(sketch, ct))
        {
            if (twin.Posting.Path != file.Path && twin.Posting.State != OfferState.Withdrawn && TwinTest.Same(offer, sketch, twin.Posting.Offer, twin.Sketch))
                return new BoardEntry.Twin(twin.Posting.Id, file.Path, ordinal);
        }

        // The same file was here before, moved away, and was taken off the board there.
        var (id, earlier) = await NameAsync(file, offer, ordinal, ct);
        if (earlier is not null) return await AgainAsync(earlier, offer, file.Path, ordinal, ct);
        var state = lifetime.StateOn(calendar.Today, offer);
        var posting = new Posting
        {
            Id = id,
            Sequence = 0,
            Revision = 1,
            State = state,
            Offer = offer,
            Announced = !silently && (state == OfferState.Open || announcePast),
            IsPastOnArrival = announcePast && state == OfferState.Expired,
            Path = file.Path,
            Ordinal = ordinal,
            FirstSeen = file.SeenAt,
            EndsOn = lifetime.EndsOn(offer),
        };
        return new BoardEntry.Added(posting, sketch, posting.Announced ? await audience.QueriesAnsweredByAsync(offer, file.SeenAt, ct) : []);
    }

    // A name that is taken belongs to the same content: to an offer that can go on, or else to one that has gone another way.
    private async Task<(OfferId Id, Posting? Earlier)> NameAsync(FileOnBoard file, Offer offer, int ordinal, CancellationToken ct)
    {
        for (var n = 0; ; n++)
        {
            var id = OfferId.Create(file.Path, n == 0 ? file.Hash : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Hash} {n}"), ordinal);
            var holder = await store.FindAsync(id, ct);
            if (holder is null) return (id, null);
            if (holder.State == OfferState.Withdrawn && holder.Path != file.Path && Continuation.Holds(holder, offer)) return (id, holder);
        }
    }

    private async Task<BoardEntry> AgainAsync(Posting before, Offer offer, string path, int ordinal, CancellationToken ct)
    {
        var state = lifetime.StateOn(calendar.Today, offer);
        var changes = OfferDiff.Between(before.Offer, offer).ToList();
        if (state != before.State) changes.Add(StateChange(before.State, state));
        // An offer that was over on arrival and is mended is announced then: nobody has heard of it yet.
        var announced = before.Announced || (before.State == OfferState.Expired && state == OfferState.Open);
        var now = before with { Offer = offer, State = state, Path = path, Ordinal = ordinal, EndsOn = lifetime.EndsOn(offer), Announced = announced, IsPastOnArrival = before.IsPastOnArrival && state == OfferState.Expired };
        var sketch = Sketch.Of(offer.Text);
        if (changes.Count == 0) return new BoardEntry.Refreshed(now, sketch);
        var answered = announced && now.IsTellable ? await audience.QueriesAnsweredByAsync(offer, before.FirstSeen, ct) : [];
        var fresh = before.Announced && answered.Count > 0 ? answered.Except(await audience.QueriesAnsweredByAsync(before.Offer, before.FirstSeen, ct)) : answered;
        return new BoardEntry.Revised(now with { Revision = before.Revision + 1, Changes = changes }, sketch, answered, [.. fresh]);
    }

    private static BoardEntry ClosesSoon(Posting posting) =>
        new BoardEntry.ClosesSoon(posting with { Revision = posting.Revision + 1, Changes = [new FieldChange(ChangeWords.ClosingField, null, $"{posting.EndsOn:yyyy-MM-dd}")] });

    private static BoardEntry.Revised Closed(Posting posting, OfferState state) => new(
        posting with { Revision = posting.Revision + 1, State = state, Changes = [StateChange(posting.State, state)] }, null, [], []);

    private static FieldChange StateChange(OfferState before, OfferState after) => new("state", before.ToString().ToLowerInvariant(), after.ToString().ToLowerInvariant());
}

/// <summary>What taking a file came to.</summary>
/// <param name="Entries">What was decided.</param>
/// <param name="Postings">The offers as written.</param>
public sealed record Taken(IReadOnlyList<BoardEntry> Entries, IReadOnlyList<Posting> Postings)
{
    /// <summary>Nothing changed on the board.</summary>
    public static Taken None { get; } = new([], []);
}
