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
                var known = await store.OffersOfAsync(file.Path, ct);
                var entries = await EntriesAsync(file, known, read.Offers, silently, ct);
                var written = await store.WriteAsync(file with { State = FileState.Read }, entries, ct);
                return new Taken(entries, written);
            default:
                throw new ArgumentException($"Unknown result {result}.", nameof(result));
        }
    }

    /// <summary>A file is gone: its offers are withdrawn, unless another file says the same.</summary>
    public async Task<Taken> RemoveAsync(FileOnBoard file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        var entries = new List<BoardEntry>();
        foreach (var posting in await store.OffersOfAsync(file.Path, ct))
        {
            if (await store.OtherFileOfAsync(posting.Id, ct) is { } other)
                entries.Add(new BoardEntry.Refreshed(posting with { Path = other.Path, Ordinal = other.Ordinal }, null));
            else if (posting.State != OfferState.Withdrawn)
                entries.Add(Closed(posting, OfferState.Withdrawn));
        }

        var written = await store.WriteAsync(file with { State = FileState.Removed }, entries, ct);
        return new Taken(entries, written);
    }

    /// <summary>Closes the offers whose last day has passed.</summary>
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseOverdueAsync(CancellationToken ct)
    {
        var overdue = await store.OverdueAsync(calendar.Today, ct);
        if (overdue.Count > 0) await store.WriteAsync([.. overdue.Select(p => Closed(p, OfferState.Expired))], ct);
        return overdue.Count;
    }

    /// <summary>Lets the posts of offers whose deadline is near say so, once for each deadline.</summary>
    /// <returns>How many offers.</returns>
    public async Task<int> SayClosingSoonAsync(ClosingSoon soon, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(soon);
        if (soon.Days == 0) return 0;
        var near = (await store.ClosingByAsync(calendar.Today.AddDays(soon.Days), ct)).Where(p => soon.Applies(p, calendar.Today)).ToList();
        if (near.Count > 0) await store.WriteAsync([.. near.Select(p => new BoardEntry.ClosesSoon(p with { Revision = p.Revision + 1, Changes = [new FieldChange(ChangeWords.ClosingField, null, $"{p.EndsOn:yyyy-MM-dd}")] }))], ct);
        return near.Count;
    }

    private async Task<List<BoardEntry>> EntriesAsync(FileOnBoard file, IReadOnlyList<Posting> known, IReadOnlyList<Offer> offers, bool silently, CancellationToken ct)
    {
        var entries = new List<BoardEntry>();
        var pairs = Pairing.Of(known, offers);
        foreach (var gone in known.Where(k => !pairs.ContainsValue(k) && k.State != OfferState.Withdrawn)) entries.Add(Closed(gone, OfferState.Withdrawn));
        for (var i = 0; i < offers.Count; i++)
        {
            entries.Add(pairs.TryGetValue(i, out var before)
                ? await AgainAsync(before, offers[i], i, ct)
                : await FirstAsync(file, offers[i], i, silently, ct));
        }

        return entries;
    }

    private async Task<BoardEntry> FirstAsync(FileOnBoard file, Offer offer, int ordinal, bool silently, CancellationToken ct)
    {
        var sketch = Sketch.Of(offer.Text);
        foreach (var twin in await store.TwinsAsync(sketch, ct))
        {
            if (twin.Posting.Path != file.Path && twin.Posting.State != OfferState.Withdrawn && TwinTest.Same(offer, sketch, twin.Posting.Offer, twin.Sketch))
                return new BoardEntry.Twin(twin.Posting.Id, file.Path, ordinal);
        }

        var state = lifetime.StateOn(calendar.Today, offer);
        var posting = new Posting
        {
            Id = OfferId.Create(file.Path, file.Hash, ordinal),
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

    private async Task<BoardEntry> AgainAsync(Posting before, Offer offer, int ordinal, CancellationToken ct)
    {
        var state = lifetime.StateOn(calendar.Today, offer);
        var changes = OfferDiff.Between(before.Offer, offer).ToList();
        if (state != before.State) changes.Add(StateChange(before.State, state));
        // An offer that was over on arrival and is mended is announced then: nobody has heard of it yet.
        var announced = before.Announced || (before.State == OfferState.Expired && state == OfferState.Open);
        var now = before with { Offer = offer, State = state, Ordinal = ordinal, EndsOn = lifetime.EndsOn(offer), Announced = announced, IsPastOnArrival = before.IsPastOnArrival && state == OfferState.Expired };
        var sketch = Sketch.Of(offer.Text);
        if (changes.Count == 0) return new BoardEntry.Refreshed(now, sketch);
        var tell = announced && now.IsTellable;
        return new BoardEntry.Revised(
            now with { Revision = before.Revision + 1, Changes = changes }, sketch,
            tell ? await audience.QueriesAnsweredByAsync(offer, before.FirstSeen, ct) : []);
    }

    private static BoardEntry.Revised Closed(Posting posting, OfferState state) => new(
        posting with { Revision = posting.Revision + 1, State = state, Changes = [StateChange(posting.State, state)] }, null, []);

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
