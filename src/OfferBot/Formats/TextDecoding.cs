using System.Diagnostics.CodeAnalysis;
using System.Text;
using OfferBot.Core.Text;
using Utf8Text = System.Text.Unicode.Utf8;

namespace OfferBot.Formats;

/// <summary>
/// The bytes of a text file to its characters, cleaned: byte order mark, UTF-16 without one, UTF-8, else Windows-1252, which is what
/// French offers are saved in when they are not Unicode. Bytes that are no text are refused with what they are, where that is known.
/// </summary>
internal static class TextDecoding
{
    /// <summary>An offer is a few pages; this is a book.</summary>
    public const int MaxCharacters = 2_000_000;

    // What people rename to .txt, by its first bytes.
    private static readonly (byte[] Start, string What)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), "a PDF"), ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive (DOCX, ODT, ...)"), ([0xD0, 0xCF, 0x11, 0xE0], "an old Word document"),
        ("{\\rtf"u8.ToArray(), "an RTF document"), ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"), ([0xFF, 0xD8, 0xFF], "a JPEG picture"), ("GIF8"u8.ToArray(), "a GIF picture"),
        ([0x1F, 0x8B], "a GZIP archive"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ];

    /// <summary>Windows-1252; its five undefined bytes become C1 controls, as in browsers.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Decodes and cleans (see <see cref="TextCleaning"/>); false with the refusal when the bytes are no text or too many.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="text">Clean text: NFC, lines ended by '\n', no control characters but tabs.</param>
    /// <param name="refused">Why not.</param>
    /// <param name="otherwise">What bytes that are not Unicode are read as; Windows-1252 unless the file declares something else.</param>
    public static bool TryDecode(ReadOnlySpan<byte> content, out string text, [NotNullWhen(false)] out FormatResult.Refused? refused, Encoding? otherwise = null)
    {
        using var decoded = new CharBuffer(content.Length);
        text = TryDecode(content, decoded, out refused, otherwise) ? decoded.ToString() : "";
        return refused is null;
    }

    /// <summary>As the other, into an empty buffer: no copy of the text is left behind.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> content, CharBuffer text, [NotNullWhen(false)] out FormatResult.Refused? refused, Encoding? otherwise = null)
    {
        if (TryDecodeRaw(content, text, out refused, otherwise)) TextCleaning.Clean(text);
        return refused is null;
    }

    /// <summary>As the others, not cleaned: for a format whose parser comes first.</summary>
    public static bool TryDecodeRaw(ReadOnlySpan<byte> content, CharBuffer text, [NotNullWhen(false)] out FormatResult.Refused? refused, Encoding? otherwise = null)
    {
        refused = WhatElse(content);
        if (refused is not null) return false;
        if (content.Length > 4L * MaxCharacters) refused = TooLong();
        if (refused is not null) return false;
        var encoding = EncodingOf(ref content, otherwise ?? Windows1252);
        text.Length += encoding.GetChars(content, text.Room(encoding.GetMaxCharCount(content.Length)));
        if (text.Length > MaxCharacters) refused = TooLong();
        else if (IsBinary(text.Span)) refused = Binary("binary data");
        return refused is null;
    }

    // What the bytes are, without the mark before them and half a character behind them.
    private static Encoding EncodingOf(ref ReadOnlySpan<byte> content, Encoding otherwise)
    {
        var (mark, encoding) = content switch
        {
            [0xFF, 0xFE, 0, 0, ..] => (4, Encoding.UTF32),
            [0, 0, 0xFE, 0xFF, ..] => (4, new UTF32Encoding(bigEndian: true, byteOrderMark: false)),
            [0xFF, 0xFE, ..] => (2, Encoding.Unicode),
            [0xFE, 0xFF, ..] => (2, Encoding.BigEndianUnicode),
            [0xEF, 0xBB, 0xBF, ..] => (3, null),
            _ => (0, (Encoding?)null),
        };
        content = content[mark..];
        if (encoding is not null || (encoding = Utf16WithoutMark(content)) is not null) return encoding;
        if (Utf8Length(content) is not { } length) return otherwise;
        content = content[..length];
        return Encoding.UTF8;
    }

    // Latin text in UTF-16 has a zero in every other byte.
    private static Encoding? Utf16WithoutMark(ReadOnlySpan<byte> content)
    {
        var sample = content[..(Math.Min(content.Length, 4096) & ~1)];
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i += 2)
        {
            if (sample[i] == 0) even++;
            if (sample[i + 1] == 0) odd++;
        }

        var pairs = sample.Length / 2;
        if (pairs < 4) return null;
        if (odd > pairs * 6 / 10 && even < pairs / 10) return Encoding.Unicode;
        return even > pairs * 6 / 10 && odd < pairs / 10 ? Encoding.BigEndianUnicode : null;
    }

    // A text cut at a number of bytes may end inside a character: that end is dropped, where other characters show that it is UTF-8.
    private static int? Utf8Length(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return 0;
        for (var cut = 0; cut < Math.Min(4, content.Length); cut++)
        {
            if (cut > 0 && content[^cut] < 0x80) return null;
            var rest = content[..^cut];
            if (Utf8Text.IsValid(rest)) return cut > 0 && Ascii.IsValid(rest) ? null : rest.Length;
        }

        return null;
    }

    // A stray control character is dirt; one in fifty is a format nobody named.
    private static bool IsBinary(ReadOnlySpan<char> text)
    {
        var controls = 0;
        foreach (var c in text)
        {
            if (c < ' ' && c is not ('\t' or '\n' or '\r' or '\f' or '\v')) controls++;
        }

        return controls > 2 && controls * 50L > text.Length;
    }

    private static FormatResult.Refused? WhatElse(ReadOnlySpan<byte> content)
    {
        foreach (var (start, what) in Signatures)
        {
            if (content.StartsWith(start)) return Binary(what);
        }

        return null;
    }

    private static FormatResult.Refused Binary(string what) =>
        new("binary", $"The file's ending says text, its bytes are {what}.", "Give the file the ending of its format, or save it as plain text in UTF-8.");

    private static FormatResult.Refused TooLong() =>
        new("too-long", $"The file holds more than {MaxCharacters} characters.", "Keep the offer in the file and drop the rest.");
}
