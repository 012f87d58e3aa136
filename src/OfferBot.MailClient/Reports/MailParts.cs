using System.Text;

namespace OfferBot.MailClient.Reports;

/// <summary>A field as it was read: unfolded, comments and encoded words as they are.</summary>
internal sealed record ReadField(string Name, string Value);

/// <summary>
/// Just enough reading of other people's mail: fields, and the parts of a multipart. Takes any bytes, any line ends and any
/// nonsense; what cannot be understood is missing from the result.
/// </summary>
internal sealed class MailParts
{
    private const int MostFields = 500;
    private const int MostParts = 50;

    private MailParts(IReadOnlyList<ReadField> fields, string body)
    {
        Fields = fields;
        Body = body;
    }

    public IReadOnlyList<ReadField> Fields { get; }

    /// <summary>All behind the first empty line, still encoded; lines end with LF.</summary>
    public string Body { get; }

    /// <summary>type/subtype in lower case; text/plain when the mail does not say.</summary>
    public string MediaType => (Field("Content-Type") ?? "text/plain").Split(';')[0].Trim().ToLowerInvariant();

    public static MailParts Read(string text)
    {
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var end = unix.IndexOf("\n\n", StringComparison.Ordinal);
        if (unix.StartsWith('\n')) return new MailParts([], unix[1..]);
        return end < 0 ? new MailParts(ReadFields(unix), "") : new MailParts(ReadFields(unix[..end]), unix[(end + 2)..]);
    }

    /// <summary><c>Name: value</c>, going on in lines that start with a blank.</summary>
    public static IReadOnlyList<ReadField> ReadFields(string lines)
    {
        var fields = new List<ReadField>();
        foreach (var line in lines.Split('\n'))
        {
            if (line.StartsWith(' ') || line.StartsWith('\t'))
            {
                if (fields.Count > 0) fields[^1] = fields[^1] with { Value = $"{fields[^1].Value} {line.Trim()}" };
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && fields.Count < MostFields) fields.Add(new ReadField(line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        return fields;
    }

    public string? Field(string name) => Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <summary>A parameter of Content-Type, without quotes; null when there is none.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in (Field("Content-Type") ?? "").Split(';').Skip(1))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && parameter[..equals].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return parameter[(equals + 1)..].Trim().Trim('"');
        }

        return null;
    }

    /// <summary>The parts between the boundaries; empty for what is no multipart.</summary>
    public IReadOnlyList<MailParts> Parts()
    {
        if (!MediaType.StartsWith("multipart/", StringComparison.Ordinal) || Parameter("boundary") is not { Length: > 0 } boundary) return [];
        var parts = new List<MailParts>();
        StringBuilder? part = null;
        foreach (var line in Body.Split('\n'))
        {
            var mark = line.TrimEnd();
            if (mark != $"--{boundary}" && mark != $"--{boundary}--")
            {
                part?.Append(line).Append('\n');
                continue;
            }

            if (part is not null) parts.Add(Read(part.ToString()));
            if (mark.Length > boundary.Length + 2 || parts.Count == MostParts) return parts;
            part = new StringBuilder();
        }

        // A report that was cut short still has what came before the cut.
        if (part is not null) parts.Add(Read(part.ToString()));
        return parts;
    }

    /// <summary>The body without its transfer encoding.</summary>
    public string Decoded() => (Field("Content-Transfer-Encoding") ?? "").Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(),
        "quoted-printable" => Text(FromQuotedPrintable(Body.Replace("=\n", "", StringComparison.Ordinal))),
        // Read byte by byte so far; what is beyond ASCII and names no character set is UTF-8 (RFC 6533).
        _ => Text(Encoding.Latin1.GetBytes(Body)),
    };

    private string Text(ReadOnlySpan<byte> bytes) => Charsets.Named(Parameter("charset")).GetString(bytes);

    private string FromBase64()
    {
        var bytes = new byte[Body.Length];
        return Convert.TryFromBase64String(Body.Replace("\n", "", StringComparison.Ordinal), bytes, out var length)
            ? Text(bytes.AsSpan(0, length)).Replace("\r\n", "\n", StringComparison.Ordinal)
            : "";
    }

    /// <summary>The bytes that =C3=A9 stands for.</summary>
    internal static byte[] FromQuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return [.. bytes];
    }
}
