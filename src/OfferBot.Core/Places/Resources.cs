using System.IO.Compression;
using System.Text;

namespace OfferBot.Core.Places;

/// <summary>The tables embedded beside this file.</summary>
internal static class Resources
{
    /// <summary>Fields of each line of a table; comments and empty lines left out.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new MemoryStream(Unpack(name)) : Open(name);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
    }

    public static byte[] Unpack(string name)
    {
        using var packed = Open(name);
        // The last four bytes of a gzip file hold the size of what it packs.
        packed.Seek(-4, SeekOrigin.End);
        Span<byte> size = stackalloc byte[4];
        packed.ReadExactly(size);
        packed.Position = 0;
        var text = new byte[BitConverter.ToInt32(size)];
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        unpacked.ReadExactly(text);
        return text;
    }

    private static Stream Open(string name) => typeof(Resources).Assembly.GetManifestResourceStream($"Places/{name}")
        ?? throw new InvalidOperationException($"The build left out the table {name}.");
}
