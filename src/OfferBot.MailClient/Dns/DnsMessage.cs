using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OfferBot.MailClient.Dns;

/// <summary>Kinds of records that are asked for (RFC 1035 §3.2.2).</summary>
internal enum DnsType
{
    Mx = 15,
    Txt = 16,
}

/// <summary>Questions and answers as bytes (RFC 1035 §4). An answer is untrusted: every length is checked, nothing is followed without end.</summary>
internal static class DnsMessage
{
    private const int HeaderLength = 12;
    private const int MostRecords = 100;
    private const int InternetClass = 1;

    /// <summary>The name as it is asked for: ASCII, no dot at the end. Null when it is no name.</summary>
    public static string? NameOf(string text)
    {
        try
        {
            var name = new IdnMapping { UseStd3AsciiRules = false }.GetAscii(text.TrimEnd('.')).ToLowerInvariant();
            return name.Length <= 250 && Array.TrueForAll(name.Split('.'), label => label.Length is > 0 and <= 63) ? name : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>One question, answered by recursion.</summary>
    public static byte[] Question(ushort id, string name, DnsType type)
    {
        var message = new byte[HeaderLength + name.Length + 2 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        message[2] = 1;
        message[5] = 1;
        var at = HeaderLength;
        foreach (var label in name.Split('.'))
        {
            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 1), (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 3), InternetClass);
        return message;
    }

    /// <summary>Whether it answers this very question.</summary>
    public static bool Answers(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> question)
    {
        if (answer.Length < question.Length || !answer[..2].SequenceEqual(question[..2]) || (answer[2] & 0x80) == 0 || !answer[4..6].SequenceEqual(question[4..6])) return false;
        // Servers may answer in other capitals.
        for (var i = HeaderLength; i < question.Length; i++)
        {
            if (char.ToLowerInvariant((char)answer[i]) != (char)question[i]) return false;
        }

        return true;
    }

    /// <summary>The answer did not fit and has to be asked for by TCP.</summary>
    public static bool IsCut(ReadOnlySpan<byte> answer) => (answer[2] & 2) != 0;

    /// <summary>The records of the answer; what is malformed ends it.</summary>
    public static DnsAnswer Read(ReadOnlySpan<byte> answer, int questionLength, DnsType type)
    {
        const int NoSuchName = 3;
        var code = answer[3] & 15;
        if (code == NoSuchName) return new DnsAnswer.Found([]);
        if (code != 0) return new DnsAnswer.Unknown($"The name server answered with error {code}.");
        var values = new List<string>();
        var (at, count) = (questionLength, BinaryPrimitives.ReadUInt16BigEndian(answer[6..]));
        for (var i = 0; i < count && i < MostRecords; i++)
        {
            at = AfterName(answer, at);
            if (at < 0 || at + 10 > answer.Length) return Malformed;
            var (kind, length) = (BinaryPrimitives.ReadUInt16BigEndian(answer[at..]), BinaryPrimitives.ReadUInt16BigEndian(answer[(at + 8)..]));
            at += 10;
            if (at + length > answer.Length) return Malformed;
            if (kind == (int)type && (type == DnsType.Txt ? Text(answer.Slice(at, length)) : Host(answer, at, length)) is { } value) values.Add(value);
            at += length;
        }

        return new DnsAnswer.Found(values);
    }

    private static DnsAnswer.Unknown Malformed => new("The name server's answer cannot be read.");

    // Strings of at most 255 bytes, each with its length before it, are one text (RFC 7208 §3.3, RFC 6376 §3.6.2.2).
    private static string? Text(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder(data.Length);
        while (data.Length > 0)
        {
            if (data[0] >= data.Length) return null;
            text.Append(Encoding.UTF8.GetString(data.Slice(1, data[0])));
            data = data[(1 + data[0])..];
        }

        return text.ToString();
    }

    private static string? Host(ReadOnlySpan<byte> message, int at, int length) => length < 3 ? null : Name(message, at + 2);

    private static string? Name(ReadOnlySpan<byte> message, int at)
    {
        var labels = new List<string>();
        for (var jumps = 0; at < message.Length && jumps < 20 && labels.Count < 128;)
        {
            var length = message[at];
            if (length == 0) return string.Join('.', labels);
            if (length >= 0xC0)
            {
                if (at + 1 >= message.Length) return null;
                at = ((length & 0x3F) << 8) | message[at + 1];
                jumps++;
            }
            else
            {
                if (at + 1 + length > message.Length) return null;
                labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, length)));
                at += 1 + length;
            }
        }

        return null;
    }

    // A name ends with an empty label or with a pointer to another name.
    private static int AfterName(ReadOnlySpan<byte> message, int at)
    {
        while (at < message.Length)
        {
            if (message[at] == 0) return at + 1;
            if (message[at] >= 0xC0) return at + 2;
            at += 1 + message[at];
        }

        return -1;
    }
}
