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
        var lines = new Lines(output.GetSpan((line.Length * 3) + (line.Length / 8) + 16));
        while (!rest.IsEmpty)
        {
            var run = rest.IndexOfAnyExcept(Literal);
            if (run < 0) run = rest.Length;
            if (run > 0)
            {
                lines.Copy(rest[..run]);
                rest = rest[run..];
                continue;
            }

            lines.Escape(rest[0]);
            rest = rest[1..];
        }

        // A blank at the end of a line would be stripped on the way.
        if (hasBlankEnd) lines.Escape(line[^1]);
        output.Advance(lines.Length);
    }

    internal static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    /// <summary>Writes into memory that is known to be large enough, breaking lines where they are full.</summary>
    private ref struct Lines(Span<byte> target)
    {
        private readonly Span<byte> _target = target;
        private int _column;

        public int Length { get; private set; }

        public void Copy(ReadOnlySpan<byte> literal)
        {
            while (!literal.IsEmpty)
            {
                if (_column == Width) Break();
                if (_column == 0 && NeedsGuard(literal))
                {
                    Escape(literal[0]);
                    literal = literal[1..];
                    continue;
                }

                var take = Math.Min(literal.Length, Width - _column);
                literal[..take].CopyTo(_target[Length..]);
                Length += take;
                _column += take;
                literal = literal[take..];
            }
        }

        public void Escape(byte value)
        {
            if (_column + (3 * CharacterLength(value)) > Width) Break();
            _target[Length] = (byte)'=';
            _target[Length + 1] = Hex(value >> 4);
            _target[Length + 2] = Hex(value & 15);
            Length += 3;
            _column += 3;
        }

        // A dot alone ends an SMTP message, "From " starts one in a mailbox file: old programs on the way trip over both.
        private static bool NeedsGuard(ReadOnlySpan<byte> rest) => rest[0] == '.' || rest.StartsWith("From "u8);

        // The bytes of one character stay on one line: some readers decode line by line.
        private static int CharacterLength(byte first) => first switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };

        private void Break()
        {
            "=\r\n"u8.CopyTo(_target[Length..]);
            Length += 3;
            _column = 0;
        }
    }
}
