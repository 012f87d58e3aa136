using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OfferBot.MailClient;

/// <summary>A header field name (RFC 5322 §3.6.8): printable ASCII without colon or space, at most 76 characters.</summary>
public sealed record HeaderName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create(string.Concat(Enumerable.Range(33, 94).Select(c => (char)c).Where(c => c != ':')));

    private HeaderName(string text) => Text = text;

    /// <summary>The name as it is written.</summary>
    public string Text { get; }

    /// <summary>Reads a name; false when it could not stand before a colon.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HeaderName? name)
    {
        name = text is { Length: > 0 and <= 76 } && !text.AsSpan().ContainsAnyExcept(Allowed) ? new HeaderName(text) : null;
        return name is not null;
    }

    /// <summary>As <see cref="TryParse"/>; throws <see cref="FormatException"/>.</summary>
    public static HeaderName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"Not a header name: {text}");

    /// <inheritdoc/>
    public bool Equals(HeaderName? other) => other is not null && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>What stands behind the colon. No value of this type holds a line break or another control character.</summary>
public sealed record HeaderValue
{
    private HeaderValue(string text, bool isLiteral)
    {
        Text = text;
        IsLiteral = isLiteral;
    }

    /// <summary>The value before any encoding or folding.</summary>
    public string Text { get; }

    /// <summary>True for structured ASCII that must be written as it is; false for words, which may be encoded (RFC 2047).</summary>
    public bool IsLiteral { get; }

    /// <summary>Words for a reader, from any text: breaks and control characters become one space.</summary>
    public static HeaderValue Clean(string text) => new(SafeText.Clean(text), isLiteral: false);

    /// <summary>Structured ASCII such as <c>auto-generated</c> or <c>a:b:c</c>. Throws <see cref="FormatException"/> for anything else.</summary>
    public static HeaderValue Literal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var safe = text.Length is > 0 and <= 900 && Ascii.IsValid(text) && SafeText.IsSafe(text) && text[0] != ' ' && text[^1] != ' ';
        return safe ? new HeaderValue(text, isLiteral: true) : throw new FormatException("A literal header value is one line of printable ASCII.");
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>One more header field for a message.</summary>
public sealed record MailHeader(HeaderName Name, HeaderValue Value);
