using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace OfferBot.Tests.Formats.Fuzz;

/// <summary>Changes a document a little or a lot; the same seed gives the same changes.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "<div>", "</div>", "<table><tr><td>", "<li>", "<p", "<!--", "-->", "<script>", "<![CDATA[", "]]>", "&#xD800;", "&#0;", "&nbsp;", "<b><i>", "</w:p>", "<w:p>", "<w:tbl>", "<w:tr>", "</w:tc>", "<w:txbxContent>", "<text:p>",
            "</text:p>", "<text:list>", "{", "}", "[", "]", "\\ud800", "\\u0000", "\"@type\":\"JobPosting\",", "---\n", "~~", "**", "| a | b |\n", "```", "> > > >", "- ", "\n\n", "\t", "\0", "\r", "\f", "\u00A0", "\uFEFF", "\u2028", "\u0301",
            ": ", ":", "((((((((((", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "99999999999999999999", "31/02/2026", "2026-13-45", "1er 1er 1er", "à à à à", "@", "http://", "www.", "mailto:", "%PDF-", "stream\n", "endstream", "/Length 0", "/Kids [2 0 R]",
            "\u202E", "👩‍💻", "é", "Ã©", "â€™", "&a", "*a", "!!str ", "0x", "1e999", "-", "'", "\"", "€",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xFE, 0xFF], [0xC3], [0xE2, 0x80], [0xED, 0xA0, 0x80], [0x80], [0, 0, 0, 0],
    ];

    private static readonly string[] Elements = ["w:r", "w:p", "text:p", "w:tc", "table:table-cell", "li", "td", "p"];

    private static readonly string[] Words =
    [
        " ", "  ", " : ", " - ", "é", "·e", "/trice", " 1er ", " 31/02/2026 ", " 30 février ", " 2026-13-45 ", " 99999999999 ", " 1 500 € ", " k€ ", " bac+99 ", " CDI ", " stage ", " Paris (75) ", " St-", " @ ", " [at] ", " http://x", " www.",
        " mailto:a", "\u00A0", "\u202E", "\u0301", "👩‍💻", "Ã©", "•", " ~~", "**", " du 1er au ", " jusqu'au ", " avant le ", " mois ", " ans ", "°", "½", "²", "İ", "ß", "ﬁ", "漢字", " (", ") ", "!", "?", ";",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A changed copy; archives are changed inside or as they are.</summary>
    public byte[] Mutate(string name, byte[] content, byte[] other)
    {
        var isArchive = name.EndsWith(".docx", StringComparison.Ordinal) || name.EndsWith(".odt", StringComparison.Ordinal);
        return isArchive && _random.Next(5) > 0 ? Repacked(content) : Changed(content, other);
    }

    private byte[] Repacked(byte[] content)
    {
        using var source = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        using var packed = new MemoryStream();
        using (var target = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            var victim = _random.Next(source.Entries.Count);
            for (var i = 0; i < source.Entries.Count; i++)
            {
                using var from = source.Entries[i].Open();
                using var bytes = new MemoryStream();
                from.CopyTo(bytes);
                var entry = target.CreateEntry(source.Entries[i].FullName, CompressionLevel.Fastest);
                entry.LastWriteTime = OfficeBuilder.Packed;
                using var to = entry.Open();
                to.Write(i == victim || i == 0 ? Changed(bytes.ToArray(), bytes.ToArray()) : bytes.ToArray());
            }
        }

        return packed.ToArray();
    }

    private byte[] Changed(byte[] content, byte[] other)
    {
        var bytes = content.ToList();
        if (_random.Next(2) == 0)
        {
            for (var changes = 1 + _random.Next(12); changes > 0; changes--) ChangeWords(bytes);
            return [.. bytes];
        }

        for (var changes = 1 + _random.Next(8); changes > 0; changes--) Change(bytes, other);
        return [.. bytes];
    }

    // Only words change, what holds them together does not: a well-formed document that says strange things.
    private void ChangeWords(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        if (_random.Next(4) == 0 && Element(bytes, at) is var (start, length) && length > 0)
        {
            var element = bytes.GetRange(start, length);
            if (_random.Next(2) == 0) bytes.RemoveRange(start, length);
            else bytes.InsertRange(start, Enumerable.Repeat(element, 1 + _random.Next(5)).SelectMany(e => e));
            return;
        }

        while (at < bytes.Count && !IsWord(bytes, at)) at++;
        if (at == bytes.Count) return;
        var word = Encoding.UTF8.GetBytes(Words[_random.Next(Words.Length)]);
        if (_random.Next(2) == 0) bytes.InsertRange(at, word);
        else bytes[at] = (byte)"abcdefghijklmnopqrstuvwxyz0123456789  .,:-"[_random.Next(42)];
    }

    // A letter of the text, not of a tag or of an entity.
    private static bool IsWord(List<byte> bytes, int at)
    {
        if (!char.IsAsciiLetterOrDigit((char)bytes[at])) return false;
        for (var i = at; i >= 0 && i > at - 300; i--)
        {
            if (bytes[i] is (byte)'<' or (byte)'&' or (byte)'\\' or (byte)'\0') return false;
            if (bytes[i] is (byte)'>' or (byte)'\n' or (byte)'"') return true;
        }

        return true;
    }

    // The element of a paragraph or cell that begins next, with its end.
    private static (int Start, int Length)? Element(List<byte> bytes, int at)
    {
        var text = CollectionsMarshal.AsSpan(bytes);
        foreach (var name in Elements)
        {
            var start = text[at..].IndexOf(Encoding.ASCII.GetBytes($"<{name}>"));
            if (start < 0) continue;
            var end = text[(at + start)..].IndexOf(Encoding.ASCII.GetBytes($"</{name}>"));
            if (end > 0) return (at + start, end + name.Length + 3);
        }

        return null;
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 + _random.Next(_random.Next(4) == 0 ? 200 : 8));
        switch (_random.Next(9))
        {
            case 0: bytes.RemoveRange(at, length); break;
            case 1: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 2: bytes.InsertRange(at, Tokens[_random.Next(Tokens.Length)]); break;
            case 3: bytes.InsertRange(at, Enumerable.Repeat(Tokens[_random.Next(Tokens.Length)], 1 + _random.Next(60)).SelectMany(t => t)); break;
            case 4 when length > 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 5 when length > 0: bytes[at] = (byte)_random.Next(256); break;
            case 6: bytes.RemoveRange(at, bytes.Count - at); break;
            case 7 when other.Length > 0:
                var from = _random.Next(other.Length);
                bytes.InsertRange(at, other.Skip(from).Take(1 + _random.Next(300)));
                break;
            default: bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length)); break;
        }
    }
}
