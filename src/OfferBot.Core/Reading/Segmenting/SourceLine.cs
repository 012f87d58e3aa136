namespace OfferBot.Core.Reading.Segmenting;

/// <summary>What a line of text is by its marks alone.</summary>
internal enum LineMark
{
    Blank,
    Plain,
    Heading,
    Bullet,

    /// <summary>A line of "=" or "-" that makes a heading of the line above it.</summary>
    Underline,
    TableRow,
}

/// <summary>A line of the source without its markup.</summary>
/// <param name="Said">What is said, marks gone: a piece of the source, or of what was kept beside it, and no copy.</param>
/// <param name="Number">1-based.</param>
/// <param name="Mark">What its marks make of it.</param>
/// <param name="Level">Of a heading (1 to 6) or a list item (from 1).</param>
/// <param name="Bold">The whole line is emphasised.</param>
/// <param name="EndsHere">A hard break: the next line does not go on with this one.</param>
/// <param name="Struck">What was struck through in it.</param>
/// <param name="Links">Links that it carries.</param>
/// <param name="Ordinal">The number of a numbered item; 0 for none.</param>
internal readonly record struct SourceLine(ReadOnlyMemory<char> Said, int Number, LineMark Mark, int Level = 0, bool Bold = false, bool EndsHere = false, string? Struck = null, List<Link>? Links = null, int Ordinal = 0)
{
    public ReadOnlySpan<char> Text => Said.Span;
}
