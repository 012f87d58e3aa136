using OfferBot.Core.Text;

namespace OfferBot.Core.Reading;

/// <summary>What a file says once its format is gone: its blocks in reading order, and what it states of itself.</summary>
/// <param name="Blocks">In the order in which a person reads them.</param>
/// <param name="Metadata">Front matter, HTML meta, document properties, JSON-LD: names in lower case as written by the format's own vocabulary
/// ("title", "date", "end_of_life", "jobposting.hiringorganization.name"); a name may come more than once.</param>
public sealed record Document(IReadOnlyList<Block> Blocks, IReadOnlyList<MetadataEntry> Metadata)
{
    /// <summary>The text of all blocks, a line each.</summary>
    public string Text
    {
        get
        {
            using var text = new CharBuffer(4096);
            for (var i = 0; i < Blocks.Count; i++)
            {
                var block = Blocks[i];
                if (i > 0) text.Append('\n');
                if (block.Label is { } label)
                {
                    text.Append(label);
                    text.Append(" : ");
                }

                text.Append(block.Text);
            }

            return text.ToString();
        }
    }
}

/// <summary>What a block is.</summary>
public enum BlockKind
{
    /// <summary>A heading.</summary>
    Heading,

    /// <summary>Running text: one paragraph, its line breaks folded to spaces.</summary>
    Paragraph,

    /// <summary>One item of a list, without its bullet.</summary>
    ListItem,

    /// <summary>A value under its label: "Lieu : Marseille", or a label on one line and its value on the next.</summary>
    Field,
}

/// <summary>One heading, paragraph, list item or labelled field.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, white space folded, Unicode composed (NFC); for a field, the value.</param>
/// <param name="Line">1-based line on which it begins in the text that the format yields.</param>
/// <param name="Level">Headings: 1 to 6. List items: nesting from 1. Else 0.</param>
/// <param name="Label">Fields: the label as written, without its colon. Else null.</param>
/// <param name="Struck">Struck through: said, and void.</param>
/// <param name="Links">Targets of the links inside, as written, with the text they carry.</param>
/// <param name="Breaks">Offsets in <paramref name="Text"/> at which the source's next lines begin; null when it stands on one line.</param>
/// <param name="Ordinal">The number of a numbered list item; else 0.</param>
public sealed record Block(BlockKind Kind, string Text, int Line, int Level = 0, string? Label = null, bool Struck = false, IReadOnlyList<Link>? Links = null, IReadOnlyList<int>? Breaks = null, int Ordinal = 0);

/// <summary>A link inside a block.</summary>
/// <param name="Target">As written: http(s), mailto, or relative.</param>
/// <param name="Text">What is shown for it.</param>
public sealed record Link(string Target, string Text);

/// <summary>Something that the file states of itself.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Value">As written.</param>
/// <param name="Line">1-based line; 0 when the format has no lines.</param>
public sealed record MetadataEntry(string Name, string Value, int Line);
