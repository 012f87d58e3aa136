using System.Buffers.Text;

namespace OfferBot.MailClient.Mime;

/// <summary>Base64 (RFC 2045 §6.8) in lines of 76 characters.</summary>
internal static class Base64Lines
{
    private const int BytesPerLine = 57;

    /// <summary>Text has CRLF line ends under the encoding too (RFC 2045 §6.8).</summary>
    public static void EncodeText(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        using var canonical = new ByteBuffer(text.Length + 256);
        while (text.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0)
        {
            canonical.Append(text[..end]);
            canonical.Append("\r\n"u8);
            text = text[(text[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1)..];
        }

        canonical.Append(text);
        Encode(canonical.Span, output);
    }

    /// <summary>No line end is added after the last line.</summary>
    public static void Encode(ReadOnlySpan<byte> bytes, ByteBuffer output)
    {
        while (!bytes.IsEmpty)
        {
            var take = Math.Min(bytes.Length, BytesPerLine);
            Base64.EncodeToUtf8(bytes[..take], output.GetSpan(80), out _, out var written);
            output.Advance(written);
            bytes = bytes[take..];
            if (!bytes.IsEmpty) output.Append("\r\n"u8);
        }
    }
}
