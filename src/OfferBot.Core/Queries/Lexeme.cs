namespace OfferBot.Core.Queries;

internal enum LexemeKind
{
    Word,
    Quoted,
    Key,
    Tag,
    Open,
    Close,
    Or,
    Minus,
    Comma,
}

/// <summary>One sign of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written, without quotes, "#" or ":".</param>
/// <param name="Start">Index in the query.</param>
/// <param name="Length">Length in the query, signs included.</param>
/// <param name="Spaced">White space, or the beginning, stands before it.</param>
internal readonly record struct Lexeme(LexemeKind Kind, string Text, int Start, int Length, bool Spaced);
