namespace OfferBot.Core.Subscriptions;

/// <summary>How long what is personal is kept.</summary>
/// <param name="Ended">After the end of a subscription, its proof of consent included.</param>
public sealed record Retention(TimeSpan Ended);
