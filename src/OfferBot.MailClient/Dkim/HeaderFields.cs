using System.Text;

namespace OfferBot.MailClient.Dkim;

/// <summary>Where the header fields of a message lie in its bytes.</summary>
internal sealed class HeaderFields
{
    private readonly List<(Range Name, Range Value)> _fields = new(24);

    /// <summary>The first byte after the empty line.</summary>
    public int BodyStart { get; private init; }

    /// <summary>Throws <see cref="FormatException"/> for bytes that do not start with a header.</summary>
    public static HeaderFields Read(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        if (end <= 0) throw new FormatException("A message has a header and an empty line after it.");
        var fields = new HeaderFields { BodyStart = end + 4 };
        for (var start = 0; start < end + 2;)
        {
            var length = FieldLength(message[start..(end + 2)]);
            var colon = message.Slice(start, length).IndexOf((byte)':');
            if (colon <= 0) throw new FormatException("A header field has a name and a colon.");
            fields._fields.Add((start..(start + colon), (start + colon + 1)..(start + length)));
            start += length;
        }

        return fields;
    }

    /// <summary>
    /// The value of the <paramref name="nth"/> field of that name, counted from the last upwards as RFC 6376 §5.4.2 signs them.
    /// Null when there are not so many: that is how a field is signed as absent.
    /// </summary>
    public Range? FromBottom(ReadOnlySpan<byte> message, string name, int nth)
    {
        for (var i = _fields.Count - 1; i >= 0; i--)
        {
            if (!Ascii.EqualsIgnoreCase(message[_fields[i].Name].TrimEnd(" \t"u8), name)) continue;
            if (nth-- == 0) return _fields[i].Value;
        }

        return null;
    }

    private static int FieldLength(ReadOnlySpan<byte> rest)
    {
        var length = 0;
        do
        {
            length += rest[length..].IndexOf("\r\n"u8) + 2;
        }
        while (length < rest.Length && rest[length] is (byte)' ' or (byte)'\t');
        return length;
    }
}
