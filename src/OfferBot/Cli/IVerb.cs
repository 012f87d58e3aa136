using System.CommandLine;

namespace OfferBot.Cli;

/// <summary>One verb of the command line. One file a verb; found by assembly scan, so it needs a constructor without parameters.</summary>
internal interface IVerb
{
    /// <summary>The verb with its arguments, options and action.</summary>
    Command Command { get; }
}
