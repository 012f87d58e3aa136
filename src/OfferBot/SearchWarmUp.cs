using OfferBot.Core.Queries;

namespace OfferBot;

/// <summary>Lets the search read the board at the start, beside everything else: whoever searches first does not wait for 100,000 offers.</summary>
internal sealed partial class SearchWarmUp(IOfferSearch search, ILogger<SearchWarmUp> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the others does not wait for it.
        await Task.Yield();
        try
        {
            await search.StatisticsAsync(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The first search meets the same fault and tells whoever asked.
            NotRead(log, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The board could not be read for the search at the start")]
    private static partial void NotRead(ILogger log, Exception fault);
}
