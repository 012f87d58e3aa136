using System.Globalization;
using System.IO.Compression;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

/// <summary>Writes small PDFs: pages of text at places, in Helvetica 10.</summary>
internal sealed class PdfBuilder
{
    private readonly List<string> _pages = [];

    /// <summary>A further entry of the trailer, e.g. "/Info &lt;&lt; /Title (x) &gt;&gt;".</summary>
    public string Trailer { get; init; } = "";

    /// <summary>Adds a page; x in points from the left, lines from the top, 14 points each.</summary>
    public PdfBuilder Page(params (int X, int Line, string Text)[] texts)
    {
        _pages.Add(string.Join('\n', texts.Select(t => string.Create(CultureInfo.InvariantCulture, $"BT /F1 10 Tf {t.X} {800 - (14 * t.Line)} Td ({Escaped(t.Text)}) Tj ET"))));
        return this;
    }

    /// <summary>Adds a page of lines one under the other.</summary>
    public PdfBuilder Lines(params string[] lines) => Page([.. lines.Select((l, i) => (50, i, l)).Where(l => l.l.Length > 0)]);

    /// <summary>Adds pages of a content stream as it is.</summary>
    public PdfBuilder Raw(string content, int pages = 1)
    {
        for (var i = 0; i < pages; i++) _pages.Add(content);
        return this;
    }

    public byte[] Build(bool compress = false)
    {
        using var pdf = new MemoryStream();
        var offsets = new List<long>();
        void Write(string text) => pdf.Write(TextDecoding.Windows1252.GetBytes(text));
        void Object(string body, byte[]? stream = null)
        {
            offsets.Add(pdf.Position);
            Write($"{offsets.Count} 0 obj\n{body}\n");
            if (stream is not null)
            {
                Write("stream\n");
                pdf.Write(stream);
                Write("\nendstream\n");
            }

            Write("endobj\n");
        }

        Write("%PDF-1.4\n");
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select((_, i) => $"{4 + (2 * i)} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        for (var i = 0; i < _pages.Count; i++)
        {
            Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + (2 * i)} 0 R >>");
            var content = TextDecoding.Windows1252.GetBytes(_pages[i]);
            if (compress) content = Deflated(content);
            Object($"<< /Length {content.Length} {(compress ? "/Filter /FlateDecode" : "")} >>", content);
        }

        var start = pdf.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n{string.Concat(offsets.Select(o => $"{o:0000000000} 00000 n \n"))}");
        Write($"trailer << /Size {offsets.Count + 1} /Root 1 0 R {Trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return pdf.ToArray();
    }

    private static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal)) zlib.Write(content);
        return packed.ToArray();
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
