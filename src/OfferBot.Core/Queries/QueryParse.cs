using System.Globalization;

namespace OfferBot.Core.Queries;

/// <summary>What reading a query comes to.</summary>
public abstract record QueryParse
{
    private QueryParse() { }

    /// <summary>A query.</summary>
    public sealed record Parsed(Query Query) : QueryParse;

    /// <summary>A word that cannot be understood.</summary>
    /// <param name="Code">Stable name of the fault, e.g. <c>unknown-place</c>.</param>
    /// <param name="Position">Index of the word in the text.</param>
    /// <param name="Length">Length of the word; 0 when something is missing there.</param>
    /// <param name="Word">The word as written.</param>
    /// <param name="Suggestion">What may have been meant.</param>
    /// <param name="Limit">The limit that was passed, for faults about one.</param>
    public sealed record Faulty(string Code, int Position, int Length, string Word, string? Suggestion = null, int Limit = 0) : QueryParse
    {
        /// <summary>One or two sentences for a person; <paramref name="language"/> is "fr" or "en".</summary>
        public string Message(string language)
        {
            var texts = QueryTexts.For(language);
            var message = texts.Format($"fault-{Code}", Word, Limit.ToString(CultureInfo.InvariantCulture));
            return Suggestion is null ? message : $"{message} {texts.Format("suggestion", Suggestion)}";
        }

        /// <summary>A line of carets to show under the text, in a font of fixed width.</summary>
        public string Carets => new string(' ', Position) + new string('^', Math.Max(1, Length));
    }
}
