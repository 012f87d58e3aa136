using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>What is shown on the local page in place of Discord and of mailboxes.</summary>
public interface IPreview
{
    /// <summary>Keeps a post or a mail.</summary>
    /// <param name="kind">Which page part shows it.</param>
    /// <param name="place">Channel or mail address.</param>
    /// <param name="content">What would have been sent: Discord's JSON, or the mail as RFC 5322 text.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its id, as Discord would give one.</returns>
    Task<string> KeepAsync(DestinationKind kind, string place, string content, CancellationToken ct);

    /// <summary>Replaces the content of a post; false when there is none of that id.</summary>
    Task<bool> ReplaceAsync(string id, string content, CancellationToken ct);

    /// <summary>The latest of a kind, newest first.</summary>
    Task<IReadOnlyList<PreviewItem>> LatestAsync(DestinationKind kind, int most, CancellationToken ct);
}

/// <summary>A post or a mail that was kept.</summary>
public sealed record PreviewItem(string Id, DestinationKind Kind, string Place, string Content, DateTimeOffset At, DateTimeOffset? EditedAt);
