namespace OfferBot.Core.Outbox;

/// <summary>How an address failed.</summary>
public enum BounceKind
{
    /// <summary>It does not exist.</summary>
    Hard,

    /// <summary>It could not be reached; when that lasts it is given up.</summary>
    Soft,
}

/// <summary>Mails that came back, or were refused at once, and what follows for their addresses.</summary>
public interface IBounceStore
{
    /// <summary>
    /// Keeps that a delivery failed, once however often it is said, and ends the subscriptions of its address when it does not exist or has failed
    /// <paramref name="mostSoft"/> times within 30 days.
    /// </summary>
    /// <returns>True when the address was given up.</returns>
    Task<bool> RecordAsync(long delivery, BounceKind kind, string why, int mostSoft, CancellationToken ct);

    /// <summary>Ends the subscription to which a delivery belonged, because its reader asked for it by mail.</summary>
    /// <returns>True when there was one to end.</returns>
    Task<bool> StopAsync(long delivery, CancellationToken ct);

    /// <summary>Addresses that failed, the latest first.</summary>
    Task<IReadOnlyList<FailedAddress>> FailedAsync(int most, CancellationToken ct);
}

/// <summary>An address that failed.</summary>
/// <param name="Address">The address.</param>
/// <param name="Hard">How often it did not exist.</param>
/// <param name="Soft">How often it could not be reached.</param>
/// <param name="LastAt">When it failed last.</param>
/// <param name="Why">What the server said then.</param>
/// <param name="GivenUp">Nothing is sent there any more.</param>
public sealed record FailedAddress(string Address, int Hard, int Soft, DateTimeOffset LastAt, string Why, bool GivenUp);
