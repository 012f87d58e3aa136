using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace OfferBot.Core.Reading;

/// <summary>
/// How long a pattern may run over one text: usual ones take microseconds, and a text made to be slow costs one field (a doubt), not the document.
/// Patterns written by the compiler take it from the runtime's own setting when they are first used:
/// https://learn.microsoft.com/dotnet/standard/base-types/best-practices-regex#use-time-out-values
/// </summary>
internal static class PatternTime
{
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "Nothing else comes before the first pattern, wherever it is.")]
    internal static void Limit() => AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", Most);
}
