using System.Net;
using System.Text;

namespace OfferBot.MailClient.Mime;

/// <summary>
/// A text, and its HTML, that goes to many with small differences: encoded once, the differences filled in for each. What differs
/// stands in both as a mark, any words that occur nowhere else.
/// </summary>
public sealed class MailTemplate
{
    private readonly Piece[] _text;
    private readonly Piece[]? _html;
    private readonly MimePart.Leaf[] _related;

    /// <param name="text">The plain text part.</param>
    /// <param name="html">The HTML part; null: plain text only.</param>
    /// <param name="marks">What is to be replaced; the values stand in the same order.</param>
    /// <param name="related">Images that the HTML shows by <c>cid:</c>, the same for all; null: none.</param>
    public MailTemplate(string text, string? html, IReadOnlyList<string> marks, IReadOnlyList<MailFile>? related = null)
    {
        _related = [.. (related ?? []).Select(f => new MimePart.Leaf(f, IsInline: true))];
        Marks = marks.Count;
        _text = Cut(text, marks);
        _html = html is null ? null : Cut(html, marks);
    }

    /// <summary>How many values it takes.</summary>
    public int Marks { get; }

    internal MimePart PartFor(IReadOnlyList<string> values)
    {
        if (values.Count != Marks) throw new ArgumentException($"The template has {Marks} marks, not {values.Count}.", nameof(values));
        MimePart text = new MimePart.Filled("plain", _text, values);
        if (_html is null) return text;
        MimePart html = new MimePart.Filled("html", _html, [.. values.Select(WebUtility.HtmlEncode).OfType<string>()]);
        return new MimePart.Multi("alternative", [text, _related.Length == 0 ? html : new MimePart.Multi("related", [html, .. _related])]);
    }

    /// <summary>Encoded bytes, and after them the value of a mark; -1 for none, at the end.</summary>
    internal readonly record struct Piece(byte[] Encoded, int Mark);

    // A value is encoded by itself on a line of its own, between soft line breaks: no line grows beyond its limit, whatever it is.
    private static Piece[] Cut(string text, IReadOnlyList<string> marks)
    {
        var pieces = new List<Piece>();
        for (var rest = text; ;)
        {
            var (at, mark) = marks.Select((m, i) => (At: rest.IndexOf(m, StringComparison.Ordinal), Mark: i)).Where(f => f.At >= 0).DefaultIfEmpty((-1, -1)).Min();
            pieces.Add(new Piece(Encoded(at < 0 ? rest : rest[..at]), mark));
            if (at < 0) return [.. pieces];
            rest = rest[(at + marks[mark].Length)..];
        }
    }

    private static byte[] Encoded(string text)
    {
        using var output = new ByteBuffer(text.Length * 2);
        QuotedPrintable.Encode(Encoding.UTF8.GetBytes(text), output);
        return output.Span.ToArray();
    }
}
