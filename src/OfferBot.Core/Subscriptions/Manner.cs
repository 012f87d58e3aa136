namespace OfferBot.Core.Subscriptions;

/// <summary>How a destination wants to be told, whatever it is told.</summary>
/// <param name="Quiet">When it wants no new notice; null for never.</param>
/// <param name="Mention">Whom a new notice calls (a role's id on Discord); empty for nobody.</param>
/// <param name="Discuss">A conversation is opened under each new notice.</param>
public sealed record Manner(QuietHours? Quiet, string Mention, bool Discuss)
{
    /// <summary>At any time, calling nobody.</summary>
    public static Manner Plain { get; } = new(null, "", false);
}

/// <summary>Keeps the manners of destinations.</summary>
public interface IManners
{
    /// <summary>Makes the manners that one source has set exactly these; a destination without one is told plainly.</summary>
    /// <param name="source">Who set them: <c>config</c>, <c>discord</c>.</param>
    /// <param name="manners">By destination.</param>
    /// <param name="ct">Cancels.</param>
    Task ReplaceAsync(string source, IReadOnlyDictionary<Destination, Manner> manners, CancellationToken ct);

    /// <summary>Changes the manner of one destination from what it is; plain where none was set.</summary>
    Task ChangeAsync(string source, Destination destination, Func<Manner, Manner> change, CancellationToken ct);

    /// <summary>A destination is told plainly again, as far as this source has set its manner.</summary>
    Task ForgetAsync(string source, Destination destination, CancellationToken ct);
}
