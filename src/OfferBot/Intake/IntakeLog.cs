using OfferBot.Core.Offers;

namespace OfferBot.Intake;

/// <summary>What intake says to the operator.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(LogLevel.Information, "{Path}: new offer \"{Title}\" ({State})")]
    public static partial void Added(this ILogger log, string path, string title, OfferState state);

    [LoggerMessage(LogLevel.Information, "{Path}: changed ({Fields})")]
    public static partial void Revised(this ILogger log, string path, string fields);

    [LoggerMessage(LogLevel.Information, "{Path}: says the same as offer {Offer}; not announced again")]
    public static partial void Twin(this ILogger log, string path, OfferId offer);

    [LoggerMessage(LogLevel.Warning, "{Path}: rejected ({Why}). {Reason} {Fix}")]
    public static partial void Rejected(this ILogger log, string path, string why, string reason, string fix);

    [LoggerMessage(LogLevel.Information, "{From} is now called {To}")]
    public static partial void Renamed(this ILogger log, string from, string to);

    [LoggerMessage(LogLevel.Information, "{Path}: removed; its offers are closed")]
    public static partial void RemovedFile(this ILogger log, string path);

    [LoggerMessage(LogLevel.Warning, "The offers folder cannot be listed; what is known stays as it is until it can")]
    public static partial void FolderIsGone(this ILogger log);

    [LoggerMessage(LogLevel.Warning, "{Folder} cannot be looked into; the offers of its files stay as they are until it can. Give the bot's user the right to read and enter it, for instance with chmod o+rx.")]
    public static partial void FolderIsClosed(this ILogger log, string folder);

    [LoggerMessage(LogLevel.Warning, "{Count} of {Known} files vanished at once, as when a share is not mounted: their offers are closed only when they have been away for {Minutes} minutes")]
    public static partial void HeldBack(this ILogger log, int count, int known, double minutes);

    [LoggerMessage(LogLevel.Error, "{Path}: taking it in met a fault; trying again at the next look (Offers:RescanSeconds)")]
    public static partial void TakingFailed(this ILogger log, string path, Exception fault);

    [LoggerMessage(LogLevel.Information, "First start with {Count} files: more than Offers:QuietStartAbove ({Above}), so they are taken in without announcing them")]
    public static partial void QuietStart(this ILogger log, int count, int above);
}
