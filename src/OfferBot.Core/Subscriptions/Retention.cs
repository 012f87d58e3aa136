namespace OfferBot.Core.Subscriptions;

/// <summary>How long what is personal is kept.</summary>
/// <param name="Ended">After the end of a subscription, its proof of consent included.</param>
/// <param name="Deliveries">After a delivery to a person; what is about an open offer stays as long as that.</param>
public sealed record Retention(TimeSpan Ended, TimeSpan Deliveries);
