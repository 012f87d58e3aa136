using OfferBot.Core.Outbox;

namespace OfferBot.Core.Digests;

/// <summary>Digests that were published, for those who read them in the browser.</summary>
public interface IIssueArchive
{
    /// <summary>A digest or summary with its offers as they are now, closed ones included; null when there is none of that id. For whom it was made is not told.</summary>
    Task<Notice.OfIssue?> FindAsync(string id, CancellationToken ct);
}
