using System.Buffers;
using OfferBot.Core.Reading.Grammar;

namespace OfferBot.Core.Reading.View;

/// <summary>One block as the readers see it: its text with its label, folded once, with what stands around it.</summary>
internal sealed class Passage
{
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".!?…;");

    private readonly Block _block;
    private TitleSpan? _headline;
    private List<ContractMention>? _contracts;

    public Passage(Block block, int index)
    {
        _block = block;
        Index = index;
        Text = block.Label is null ? block.Text : $"{block.Label} : {block.Text}";
        ValueStart = Text.Length - block.Text.Length;
        Folded = FrenchText.Fold(Text);
        Cues = CueFinder.In(Folded);
        foreach (var link in block.Links ?? [])
        {
            if (link.Target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) Cues |= Cue.Mail;
            else Cues |= Cue.Web;
        }
    }

    public int Index { get; }

    /// <summary>As written; for a field "label : value".</summary>
    public string Text { get; }

    /// <summary>Same length as <see cref="Text"/>, character for character.</summary>
    public string Folded { get; }

    /// <summary>Where the value begins in a field; 0 otherwise.</summary>
    public int ValueStart { get; }

    public string Value => ValueStart == 0 ? Text : Text[ValueStart..];

    public Cue Cues { get; }

    /// <summary>The role in it, if it is a headline; worked out once.</summary>
    public TitleSpan Headline => _headline ??= TitleGrammar.InHeadline(Text, Folded);

    /// <summary>The contracts named in it; looked for once.</summary>
    public List<ContractMention> Contracts => _contracts ??= ContractGrammar.In(Folded, Text);

    /// <summary>The block itself.</summary>
    public Block Block => _block;

    public BlockKind Kind => _block.Kind;

    public int Level => _block.Level;

    public int Line => _block.Line;

    public IReadOnlyList<Link> Links => _block.Links ?? [];

    /// <summary>Its own label.</summary>
    public LabelKind Label { get; init; }

    /// <summary>The label that the heading or line above it is, when this is what that announces.</summary>
    public LabelKind Under { get; init; }

    public SectionKind Section { get; init; }

    /// <summary>Came from metadata: title, subtitle, description.</summary>
    public bool IsMetadata { get; init; }

    public bool Has(Cue cue) => (Cues & cue) != 0;

    public bool HasAll(Cue cues) => (Cues & cues) == cues;

    public bool Announces(LabelKind kind) => Label == kind || (Label == LabelKind.None && Under == kind);

    /// <summary>Its text as a heading of the first level, with the links it carries.</summary>
    public Block AsHeading() => new(BlockKind.Heading, Text, Line, 1, Links: _block.Links);

    /// <summary>The line of the source on which the character at <paramref name="offset"/> stands.</summary>
    public int LineAt(int offset)
    {
        var line = _block.Line;
        if (_block.Breaks is { } breaks)
        {
            foreach (var start in breaks)
            {
                if (start + ValueStart > offset) break;
                line++;
            }
        }

        return line;
    }

    /// <summary>The words around a match, cut at sentence ends, at most <paramref name="max"/> characters: what is shown as the source of a value.</summary>
    public string Quote(int start, int length, int max = 160)
    {
        if (Text.Length <= max) return Text.Trim();
        var from = SentenceStart(start);
        var to = SentenceEnd(Math.Min(Text.Length, start + length));
        if (to - from > max)
        {
            from = Math.Max(from, start - ((max - length) / 2));
            to = Math.Min(to, Math.Max(start + length, from + max));
            if (to - from > max * 2) to = from + (max * 2);
        }

        return Text[from..to].Trim();
    }

    /// <summary>Where the sentence holding <paramref name="at"/> begins.</summary>
    public int SentenceStart(int at)
    {
        for (var i = Text.AsSpan(0, Math.Clamp(at, 0, Text.Length)).LastIndexOfAny(SentenceMarks); i > 0; i = Text.AsSpan(0, i).LastIndexOfAny(SentenceMarks))
        {
            if (IsSentenceEnd(i)) return i + 1;
        }

        return 0;
    }

    /// <summary>Where the sentence holding <paramref name="at"/> ends.</summary>
    public int SentenceEnd(int at)
    {
        for (var i = Math.Max(at, 0); i < Text.Length; i++)
        {
            var next = Text.AsSpan(i).IndexOfAny(SentenceMarks);
            if (next < 0) break;
            i += next;
            if (IsSentenceEnd(i)) return i + 1;
        }

        return Text.Length;
    }

    // "tél. 01", "réf. 12", "Coeff. 300", "sept. 2027"
    private bool IsAbbreviation(int dot)
    {
        var start = dot;
        while (start > 0 && dot - start < 6 && char.IsLetter(Folded[start - 1])) start--;
        return Folded.AsSpan(start, dot - start) is "tel" or "ref" or "coeff" or "coef" or "mme" or "mlle" or "dr" or "pr" or "prof" or "st" or "env" or "min" or "max" or "ex" or "art" or "janv" or "fev" or "fevr" or "avr" or "juil" or "sept" or "oct" or "nov" or "dec" or "hebdo" or "approx" or "num" or "resp";
    }

    // "a.b", "M. Dupont", "2 203.95", "Coeff. 300" end nothing.
    private bool IsSentenceEnd(int i)
    {
        if (Text[i] is '!' or '?' or '…') return i + 1 >= Text.Length || (Text[i + 1] == ' ' && !(i + 2 < Text.Length && char.IsLower(Text[i + 2])));
        if (Text[i] is ';') return true;
        if (Text[i] != '.' || (i + 1 < Text.Length && Text[i + 1] != ' ')) return false;
        if (i + 2 < Text.Length && char.IsLower(Text[i + 2])) return false;
        return i >= 3 && char.IsLetterOrDigit(Text[i - 2]) && !IsAbbreviation(i);
    }
}
