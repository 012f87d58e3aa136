using System.IO.Compression;
using System.Xml;

namespace OfferBot.Formats.Office;

/// <summary>
/// The parts of a DOCX or ODT that hold text, each unpacked within limits: what the archive declares of its sizes is not believed, the bytes
/// that come out are counted. Pictures and the rest are never unpacked.
/// </summary>
internal sealed class OfficeZip : IDisposable
{
    private const int MaxEntries = 5_000;
    private const int MaxParts = 10;
    private const int MaxUnpacked = 24 * 1024 * 1024;
    private const int MaxRatio = 200;
    private const int SmallEnough = 512 * 1024; // below this a high ratio is a page of blanks, not a bomb

    private readonly ZipArchive _zip;
    private readonly long _packed;
    private long _unpacked;

    private OfficeZip(ZipArchive zip, long packed) => (_zip, _packed) = (zip, packed);

    /// <summary>Opens an archive; <see cref="InvalidDataException"/> when it is none, or asks for too much.</summary>
    public static OfficeZip Open(ReadOnlyMemory<byte> content)
    {
        if (content.Span.Count("PK\u0001\u0002"u8) > MaxEntries) throw new OfficeBombException($"more than {MaxEntries} files");
        return new OfficeZip(new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read), content.Length);
    }

    /// <summary>A reader of an XML part; null when the archive has no such part.</summary>
    /// <param name="part">Its path in the archive.</param>
    /// <param name="mayNameDtd">It may name a document type, which is not looked at; otherwise a document type is a fault.</param>
    public XmlReader? Read(string part, bool mayNameDtd = false)
    {
        if (_zip.GetEntry(part) is not { } entry) return null;
        return XmlReader.Create(new Counted(entry.Open(), this), new XmlReaderSettings
        {
            DtdProcessing = mayNameDtd ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxUnpacked,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    /// <summary>The XML parts whose path begins so, in the order of their paths.</summary>
    public IReadOnlyList<string> Parts(string prefix) =>
        [.. _zip.Entries.Select(e => e.FullName).Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && n.EndsWith(".xml", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(MaxParts)];

    public void Dispose() => _zip.Dispose();

    private void Count(int bytes)
    {
        _unpacked += bytes;
        if (_unpacked > MaxUnpacked) throw new OfficeBombException($"more than {MaxUnpacked / 1024 / 1024} MB of text");
        if (_unpacked > SmallEnough && _unpacked > _packed * MaxRatio) throw new OfficeBombException($"text packed more than {MaxRatio} times");
    }

    private sealed class Counted(Stream stream, OfficeZip zip) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = stream.Read(buffer);
            zip.Count(count);
            return count;
        }

        public override void Flush() => stream.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
