namespace OfferBot.MailClient.Dkim;

/// <summary>The relaxed canonical forms of RFC 6376 §3.4.2 and §3.4.4.</summary>
internal static class Relaxed
{
    /// <summary><c>name:value</c> on one line: name in lower case, blanks folded. No CRLF at the end.</summary>
    public static void Header(string name, ReadOnlySpan<byte> value, ByteBuffer output)
    {
        foreach (var c in name) output.Append((byte)char.ToLowerInvariant(c));
        output.Append((byte)':');
        var start = output.Length;
        var hasBlank = false;
        foreach (var b in value)
        {
            if (b is (byte)'\r' or (byte)'\n') continue;
            if (b is (byte)' ' or (byte)'\t')
            {
                hasBlank = true;
                continue;
            }

            if (hasBlank && output.Length > start) output.Append((byte)' ');
            hasBlank = false;
            output.Append(b);
        }
    }

    /// <summary>Lines without blanks at their ends, runs of blanks as one, no empty lines at the end.</summary>
    public static void Body(ReadOnlySpan<byte> body, ByteBuffer output)
    {
        var emptyLines = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf("\r\n"u8);
            var line = (end < 0 ? body : body[..end]).TrimEnd(" \t"u8);
            body = end < 0 ? default : body[(end + 2)..];
            if (line.IsEmpty)
            {
                emptyLines++;
                continue;
            }

            for (; emptyLines > 0; emptyLines--) output.Append("\r\n"u8);
            Line(line, output);
            output.Append("\r\n"u8);
        }
    }

    private static void Line(ReadOnlySpan<byte> line, ByteBuffer output)
    {
        // Nearly every line of nearly every mail is canonical already.
        if (line.IndexOf("  "u8) < 0 && !line.Contains((byte)'\t'))
        {
            output.Append(line);
            return;
        }

        var wasBlank = false;
        foreach (var b in line)
        {
            var isBlank = b is (byte)' ' or (byte)'\t';
            if (!isBlank) output.Append(b);
            else if (!wasBlank) output.Append((byte)' ');
            wasBlank = isBlank;
        }
    }
}
