namespace OfferBot.MailClient;

/// <summary>What a message must be like before it may go on the wire, and the escaping of its dots.</summary>
internal static class WireFormat
{
    private const int LongestLine = 998;

    /// <summary>
    /// Throws <see cref="ArgumentException"/> for a CR or LF that stands alone (servers disagree on what that is: SMTP smuggling), a NUL,
    /// a line over 998 bytes (servers cut it, which breaks signatures) or a message that does not end with a line end.
    /// </summary>
    public static void Check(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty) throw new ArgumentException("There is no message.", nameof(message));
        for (var rest = message; !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n', (byte)0);
            if (end < 0 || !rest[end..].StartsWith("\r\n"u8)) throw new ArgumentException("Lines of a message end with CRLF; CR, LF and NUL never stand alone.", nameof(message));
            if (end > LongestLine) throw new ArgumentException($"A line of a message has at most {LongestLine} bytes.", nameof(message));
            rest = rest[(end + 2)..];
        }
    }

    /// <summary>The message with a second dot before each dot that starts a line, and the dot that ends it (RFC 5321 §4.5.2).</summary>
    public static void AppendContent(ReadOnlySpan<byte> message, ByteBuffer output)
    {
        output.GetSpan(message.Length + 256);
        if (message[0] == '.') output.Append((byte)'.');
        while (message.IndexOf("\r\n."u8) is var dot and >= 0)
        {
            output.Append(message[..(dot + 3)]);
            output.Append((byte)'.');
            message = message[(dot + 3)..];
        }

        output.Append(message);
        output.Append(".\r\n"u8);
    }
}
