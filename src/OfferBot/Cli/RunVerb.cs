using System.CommandLine;

namespace OfferBot.Cli;

/// <summary>The hosted worker.</summary>
internal sealed class RunVerb : IVerb
{
    /// <inheritdoc/>
    public Command Command { get; } = new Command("run", "Watch the offers folder, post, mail and serve the local pages (the default)").WithSettings((settings, _, ct) => Worker.RunAsync(settings, ct));
}
