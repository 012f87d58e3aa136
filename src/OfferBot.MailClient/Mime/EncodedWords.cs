using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OfferBot.MailClient.Mime;

/// <summary>
/// Encoded words (RFC 2047): at most 75 characters each, lines of at most 76, each word a whole number of characters as a reader
/// sees them. Blanks between two words vanish for the reader, so the whole text is encoded, its blanks inside the words.
/// </summary>
internal static class EncodedWords
{
    // "=?utf-8?Q?" and "?="
    private const int Frame = 12;
    private const int LongestWord = 75;
    private const int LongestLine = 76;

    /// <summary>True when the text must not be written plain: not ASCII, looks like an encoded word, or has a word no line can hold.</summary>
    public static bool AreNeeded(string text) =>
        !Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal) || text.Split(' ').Any(word => word.Length > LongestLine - 2);

    /// <summary>Writes the text from <paramref name="column"/> on, and answers the column behind it.</summary>
    public static int Write(string text, int column, ByteBuffer output)
    {
        var useBase64 = Encoding.UTF8.GetByteCount(text) * 4 / 3 < QLength(text);
        var start = 0;
        var size = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = ElementLength(text, i);
            var more = Size(text.AsSpan(i, length), useBase64);
            if (!Fits(size + more, column, useBase64))
            {
                if (i > start) column = WriteWord(text.AsSpan(start, i - start), column, useBase64, output);
                output.Append("\r\n "u8);
                column = 1;
                (start, size) = (i, 0);
            }

            size += more;
            i += length;
        }

        return WriteWord(text.AsSpan(start), column, useBase64, output);
    }

    // An emoji with its joiners and accents counts as one; a monstrous pile of accents is taken character by character.
    private static int ElementLength(string text, int index)
    {
        var length = StringInfo.GetNextTextElementLength(text, index);
        if (Encoding.UTF8.GetByteCount(text.AsSpan(index, length)) <= 20) return length;
        return char.IsHighSurrogate(text[index]) && index + 1 < text.Length ? 2 : 1;
    }

    private static bool Fits(int size, int column, bool useBase64)
    {
        var room = Math.Min(LongestWord, LongestLine - column) - Frame;
        return (useBase64 ? (size + 2) / 3 * 4 : size) <= room;
    }

    private static int QLength(string text) => Size(text, useBase64: false);

    private static int Size(ReadOnlySpan<char> text, bool useBase64)
    {
        if (useBase64) return Encoding.UTF8.GetByteCount(text);
        var size = 0;
        foreach (var c in text) size += IsPlain(c) || c == ' ' ? 1 : 3 * Utf8Share(c);
        return size;
    }

    // The two halves of a surrogate pair share four bytes.
    private static int Utf8Share(char c) => c < 0x80 ? 1 : c < 0x800 || char.IsSurrogate(c) ? 2 : 3;

    // The alphabet that is safe inside a phrase too (RFC 2047 §5.3).
    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '!' or '*' or '+' or '-' or '/';

    private static int WriteWord(ReadOnlySpan<char> text, int column, bool useBase64, ByteBuffer output)
    {
        var before = output.Length;
        output.Append(useBase64 ? "=?utf-8?B?"u8 : "=?utf-8?Q?"u8);
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        if (useBase64)
        {
            Base64.EncodeToUtf8(bytes, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
            output.Advance(written);
        }
        else
        {
            WriteQ(bytes, output);
        }

        output.Append("?="u8);
        return column + output.Length - before;
    }

    private static void WriteQ(ReadOnlySpan<byte> bytes, ByteBuffer output)
    {
        foreach (var b in bytes)
        {
            if (b < 0x80 && IsPlain((char)b)) output.Append(b);
            else if (b == ' ') output.Append((byte)'_');
            else output.Append([(byte)'=', QuotedPrintable.Hex(b >> 4), QuotedPrintable.Hex(b & 15)]);
        }
    }
}
