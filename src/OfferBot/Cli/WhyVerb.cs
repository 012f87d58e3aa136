using System.CommandLine;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Cli;

/// <summary>Why somebody was told of an offer, or was not.</summary>
internal sealed class WhyVerb : IVerb
{
    private const int Unknown = 1;
    private static readonly Argument<string> OfferArgument = new("offer") { Description = "The offer's id, as offers and search show it" };
    private static readonly Argument<string> SubscriptionArgument = new("subscription") { Description = "A mail address, a channel's or user's id, or a subscription's number" };

    /// <inheritdoc/>
    public Command Command { get; } = new Command("why", "Why an offer was or was not sent to somebody") { OfferArgument, SubscriptionArgument }.WithSettings(async (settings, parsed, ct) =>
    {
        await using var shot = await OneShot.OpenAsync(settings, ct);
        var posting = OfferId.TryParse(parsed.GetValue(OfferArgument), out var id) ? await shot.Get<IOfferSearch>().FindAsync(id, ct) : null;
        var trail = shot.Get<IDeliveryTrail>();
        var subscriptions = await trail.SubscriptionsAsync(parsed.GetValue(SubscriptionArgument)!, ct);
        if (posting is null) Console.Error.WriteLine("There is no offer of this id. See: offerbot offers");
        if (subscriptions.Count == 0) Console.Error.WriteLine("There is no such subscription. See: offerbot subscribers list");
        if (posting is null || subscriptions.Count == 0) return Unknown;
        Console.WriteLine(Offer(posting));
        foreach (var subscription in subscriptions)
        {
            Console.WriteLine();
            foreach (var line in Reasons(posting, subscription, await trail.OfAsync(posting.Id, subscription.Id, ct), shot.Get<Calendar>())) Console.WriteLine(line);
        }

        return 0;
    });

    private static string Offer(Posting posting) =>
        $"Offer {posting.Id}: {OfferWording.For("en").TitleOf(posting.Offer)}. {posting.State}, taken in {posting.FirstSeen:yyyy-MM-dd HH:mm} UTC{(posting.Announced ? "" : ", not announced (over on arrival, or a quiet start)")}.";

    private static IEnumerable<string> Reasons(Posting posting, Subscription subscription, IReadOnlyList<TrailStep> trail, Calendar calendar)
    {
        yield return $"Subscription {subscription.Id} ({subscription.Destination.Kind}, {subscription.Rhythm}, by {subscription.Consent.Source}): {(subscription.Query.Length == 0 ? "all offers" : subscription.Query)}";
        var matches = true;
        if (Query.Parse(subscription.Query) is QueryParse.Parsed { Query: var query })
        {
            foreach (var answer in query.Explain(posting.Offer, calendar.ContextOf(posting.FirstSeen), "en"))
            {
                matches &= answer.Holds;
                yield return $"  {(answer.Holds ? "yes" : "NO ")}  {answer.Phrase}";
            }
        }
        else
        {
            matches = false;
            yield return "  NO   the query can no longer be read";
        }

        yield return $"  {State(subscription)}";
        if (posting.FirstSeen < subscription.Consent.At) yield return $"  The offer came before the subscription ({subscription.Consent.At:yyyy-MM-dd HH:mm} UTC): what was there already is not sent.";
        foreach (var step in trail) yield return $"  {step.Kind}: {step.State}{(step.Detail.Length > 0 ? $" ({step.Detail})" : "")}, owed {step.OwedAt:yyyy-MM-dd HH:mm}, {(step.SettledAt is { } at ? $"settled {at:yyyy-MM-dd HH:mm}" : "not settled yet")}, attempts: {step.Attempts}";
        if (trail.Count == 0) yield return $"  Nothing is owed: {WhyNothing(posting, subscription, matches)}";
    }

    private static string State(Subscription subscription) => subscription.State switch
    {
        SubscriptionState.Pending => "Asked for, not confirmed by the owner of the address yet: nothing is sent.",
        SubscriptionState.Paused paused => $"Paused until {paused.Until:yyyy-MM-dd HH:mm} UTC.",
        SubscriptionState.Ended ended => $"Ended {ended.At:yyyy-MM-dd HH:mm} UTC ({ended.Why}).",
        _ => "Active.",
    };

    private static string WhyNothing(Posting posting, Subscription subscription, bool matches) =>
        !matches ? "the offer does not answer the query."
        : !posting.Announced ? "the offer was taken in without announcing it."
        : subscription.State is not SubscriptionState.Active ? "the subscription was not active."
        : posting.FirstSeen < subscription.Consent.At ? "the offer was there before the subscription."
        : subscription.Rhythm != Rhythm.Instant ? "it waits for the next digest, if the offer is still open then."
        : "the query or the offer was changed since.";
}
