using System.Buffers;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;
using OfferBot.Core.Text;

namespace OfferBot.Core.Reading.Fields;

/// <summary>At most 300 characters of the document's own sentences: what the work is, then who offers it; in the order in which they stand.</summary>
internal sealed partial class SummaryReader : IFieldReader
{
    private const int Longest = 300;
    private const int ShortestSentence = 40;

    // All of 60 passages, but for what nobody would read.
    private const int MostSentences = 4096;

    /// <inheritdoc/>
    public Offer Read(ReadingContext context, Offer offer)
    {
        var sentences = ArrayPool<Sentence>.Shared.Rent(MostSentences);
        var count = Collect(context.View, sentences);
        sentences.AsSpan(0, count).Sort(static (a, b) => (b.Weight, a.Passage.Index, a.Start).CompareTo((a.Weight, b.Passage.Index, b.Start)));
        var kept = Best(sentences.AsSpan(0, count));
        sentences.AsSpan(0, count).Clear();
        ArrayPool<Sentence>.Shared.Return(sentences);
        if (kept.Count == 0) return offer;
        kept.Sort(static (a, b) => (a.Passage.Index, a.Start).CompareTo((b.Passage.Index, b.Start)));
        using var text = new CharBuffer(Longest);
        foreach (var sentence in kept) AppendEnded(sentence.Span, text);
        return offer with { Summary = new Found<string>(text.ToString(), kept[0].Passage.LineAt(kept[0].Start), kept[0].Span.ToString(), 0.8) };
    }

    // The weightiest that fit in.
    private static List<Sentence> Best(ReadOnlySpan<Sentence> sentences)
    {
        var (kept, length) = (new List<Sentence>(), 0);
        foreach (var sentence in sentences)
        {
            if (length + sentence.Length + 2 > Longest || kept.Exists(k => k.Span.SequenceEqual(sentence.Span))) continue;
            kept.Add(sentence);
            length += sentence.Length + 2;
            if (length > Longest - ShortestSentence) break;
        }

        return kept;
    }

    // A list item ends without a stop; in running text it gets one.
    private static void AppendEnded(ReadOnlySpan<char> sentence, CharBuffer text)
    {
        if (text.Length > 0) text.Append(' ');
        if (sentence[^1] is '.' or '!' or '?' or '…' or ':' or '»' or '"') text.Append(sentence);
        else
        {
            text.Append(sentence.TrimEnd(", "));
            text.Append('.');
        }
    }

    private static int Collect(DocumentView view, Span<Sentence> sentences)
    {
        var count = 0;
        foreach (var passage in view.All)
        {
            if (passage.Index > 60 || passage.Kind is BlockKind.Field || passage.Under == LabelKind.Title || (passage.Kind == BlockKind.Heading && !passage.IsMetadata)) continue;
            for (var start = 0; start < passage.Text.Length;)
            {
                var end = passage.SentenceEnd(start + 1);
                var (from, length) = Trimmed(passage.Text.AsSpan(start, end - start));
                if (length is >= ShortestSentence and <= Longest && Weight(passage, passage.Folded.AsSpan(start, end - start)) is > 0 and var weight) sentences[count++] = new Sentence(passage, start, start + from, length, weight);
                if (count == sentences.Length) return count;
                start = Math.Max(end, start + 1);
            }
        }

        return count;
    }

    private static (int From, int Length) Trimmed(ReadOnlySpan<char> text)
    {
        var end = text.TrimEnd(" ;-•").Length;
        var length = text[..end].TrimStart(" ;-•").Length;
        return (end - length, length);
    }

    private static int Weight(Passage passage, ReadOnlySpan<char> folded)
    {
        if (folded.Contains('@') || Never().IsIn(folded)) return 0;
        if (passage.Kind == BlockKind.Paragraph && passage.Text.Length < 110 && char.IsLetterOrDigit(passage.Text[^1]) && !Role().IsIn(folded) && !Verb().IsIn(folded)) return 0; // a heading without a mark
        var weight = passage.Section switch { SectionKind.Missions => 3, SectionKind.Top or SectionKind.Other => 2, SectionKind.Employer => 2, _ => 0 };
        if (weight == 0) return 0;
        if (passage.Kind == BlockKind.ListItem) weight--;
        if (passage.IsMetadata) weight++;
        if (Role().IsIn(folded)) weight += 5;
        if (Mission().IsIn(folded)) weight += 3;
        return weight + (passage.Index < 12 ? 1 : 0);
    }

    private readonly record struct Sentence(Passage Passage, int Start, int From, int Length, int Weight)
    {
        public ReadOnlySpan<char> Span => Passage.Text.AsSpan(From, Length);
    }

    [GeneratedRegex(@"recrut|recherch|cherch|propose un|is looking for|are looking for|hiring|souhaite", RegexOptions.CultureInvariant)]
    private static partial Regex Role();

    [GeneratedRegex(@"\b(?:est|sont|sera|seront|aurez|aura|auras|vous|tu|nous|accompagn\w+|propose|developpe|anime|gere|oeuvre|agit|you|we|is|are|will)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Verb();

    [GeneratedRegex(@"mission|charge|coordon|anim|accompagn|role|you will|responsab|developp|sous la", RegexOptions.CultureInvariant)]
    private static partial Regex Mission();

    [GeneratedRegex(@"https?:|www\.|cookie|alertes? |cv\b|candidature|newsletter|javascript|inscri", RegexOptions.CultureInvariant)]
    private static partial Regex Never();
}
