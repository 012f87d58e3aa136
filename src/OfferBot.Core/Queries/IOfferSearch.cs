using OfferBot.Core.Offers;

namespace OfferBot.Core.Queries;

/// <summary>
/// Looks offers up by query: for the slash commands, the web, the command line and the previews of subscriptions.
/// Answers exactly as <see cref="Query.Matches(Offer, QueryContext)"/> does, and is in step with the board.
/// </summary>
public interface IOfferSearch
{
    /// <summary>Offers that answer the query, newest first.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="slice">Which part of the answer, and whether closed offers count.</param>
    /// <param name="ct">Cancels.</param>
    Task<OfferSlice> SearchAsync(Query query, Slice slice, CancellationToken ct);

    /// <summary>
    /// How many offers published in the last <paramref name="days"/> days answer the query, whatever became of them since:
    /// what a subscription with it would have brought. Published: as the offer says, else when it was taken in.
    /// </summary>
    Task<int> CountSinceAsync(Query query, int days, CancellationToken ct);

    /// <summary>One offer, closed ones included; null when there is none of that id.</summary>
    Task<Posting?> FindAsync(OfferId id, CancellationToken ct);

    /// <summary>Open offers that hold all the words typed, the last of which may be half-typed; newest first. No words: the newest offers.</summary>
    Task<IReadOnlyList<Posting>> BeginningAsync(string typed, int most, CancellationToken ct);

    /// <summary>Organizations with open offers whose name, or a word of it, begins with <paramref name="start"/>; those with most offers first.</summary>
    Task<IReadOnlyList<Tally>> OrganizationsAsync(string start, int most, CancellationToken ct);

    /// <summary>The board in numbers.</summary>
    Task<BoardStatistics> StatisticsAsync(CancellationToken ct);
}

/// <summary>A part of an answer.</summary>
/// <param name="Skip">How many offers come before it.</param>
/// <param name="Take">How many it has at most.</param>
/// <param name="ClosedToo">Offers that are over count as well.</param>
public sealed record Slice(int Skip, int Take, bool ClosedToo = false);

/// <summary>A part of the offers that answer a query.</summary>
/// <param name="Total">How many answer it in all.</param>
/// <param name="Skip">How many come before this part.</param>
/// <param name="Offers">The part, newest first.</param>
public sealed record OfferSlice(int Total, int Skip, IReadOnlyList<Posting> Offers);

/// <summary>How often something occurs.</summary>
public sealed record Tally(string Name, int Count);

/// <summary>The board in numbers; open offers unless said otherwise.</summary>
/// <param name="Open">Offers that are open.</param>
/// <param name="Closed">Offers that are over.</param>
/// <param name="NewInWeek">Taken in during the last seven days.</param>
/// <param name="ClosingInWeek">With a last day to apply within the next seven.</param>
/// <param name="Contracts">By contract (its name, see <see cref="ContractNames"/>), most frequent first.</param>
/// <param name="Regions">By region, most frequent first.</param>
/// <param name="Organizations">By organization, most frequent first; ten at most.</param>
public sealed record BoardStatistics(
    int Open, int Closed, int NewInWeek, int ClosingInWeek, IReadOnlyList<Tally> Contracts, IReadOnlyList<Tally> Regions, IReadOnlyList<Tally> Organizations);
