using System.IO.Compression;
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
                using var to = target.CreateEntry(source.Entries[i].FullName, CompressionLevel.Fastest).Open();
                to.Write(i == victim || i == 0 ? Changed(bytes.ToArray(), bytes.ToArray()) : bytes.ToArray());
            }
        }

        return packed.ToArray();
    }

    private byte[] Changed(byte[] content, byte[] other)
    {
        var bytes = content.ToList();
        for (var changes = 1 + _random.Next(8); changes > 0; changes--) Change(bytes, other);
        return [.. bytes];
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
