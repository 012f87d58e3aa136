using System.Buffers;

namespace OfferBot.MailClient.Mime;

/// <summary>Quoted-printable (RFC 2045 §6.7): lines of at most 76 characters, CRLF only, nothing that a mail server wants to change.</summary>
internal static class QuotedPrintable
{
    // One less than the limit: room for the "=" of a soft line break.
    private const int Width = 75;
    private static readonly SearchValues<byte> Literal = SearchValues.Create([(byte)'\t', .. Enumerable.Range(32, 95).Select(b => (byte)b).Where(b => b != '=')]);

    /// <summary>Line ends of any kind (CRLF, CR, LF) come out as CRLF; none is added at the end.</summary>
    public static void Encode(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        while (true)
        {
            var end = text.IndexOfAny((byte)'\r', (byte)'\n');
            EncodeLine(end < 0 ? text : text[..end], output);
            if (end < 0) return;
            output.Append("\r\n"u8);
            text = text[(text[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1)..];
        }
    }

    private static void EncodeLine(ReadOnlySpan<byte> line, ByteBuffer output)
    {
        var hasBlankEnd = !line.IsEmpty && line[^1] is (byte)' ' or (byte)'\t';
        var rest = hasBlankEnd ? line[..^1] : line;
        var column = 0;
        while (!rest.IsEmpty)
        {
            var run = rest.IndexOfAnyExcept(Literal);
            if (run < 0) run = rest.Length;
            if (column == 0 && run > 0 && NeedsGuard(rest)) run = 0;
            if (run == 0)
            {
                column = Escape(rest, column, output);
                rest = rest[1..];
                continue;
            }

            if (column == Width) column = Break(output);
            else
            {
                var take = Math.Min(run, Width - column);
                output.Append(rest[..take]);
                column += take;
                rest = rest[take..];
            }
        }

        // A blank at the end of a line would be stripped on the way.
        if (hasBlankEnd) Escape(line[^1..], column, output);
    }

    // A dot alone ends an SMTP message, "From " starts one in a mailbox file: old programs on the way trip over both.
    private static bool NeedsGuard(ReadOnlySpan<byte> rest) => rest[0] == '.' || rest.StartsWith("From "u8);

    private static int Escape(ReadOnlySpan<byte> rest, int column, ByteBuffer output)
    {
        if (column + (3 * CharacterLength(rest[0])) > Width) column = Break(output);
        var escape = output.GetSpan(3);
        escape[0] = (byte)'=';
        escape[1] = Hex(rest[0] >> 4);
        escape[2] = Hex(rest[0] & 15);
        output.Advance(3);
        return column + 3;
    }

    // The bytes of one character stay on one line: some readers decode line by line.
    private static int CharacterLength(byte first) => first switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };

    private static int Break(ByteBuffer output)
    {
        output.Append("=\r\n"u8);
        return 0;
    }

    internal static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
