using System.Buffers;
using System.IO.Compression;

namespace OfferBot.DiscordClient.Gateway;

/// <summary>
/// zlib-stream: one inflate context for the life of a connection; a message is complete when its bytes end with the mark of a sync flush.
/// </summary>
internal sealed class GatewayInflater : IDisposable
{
    private const int KeepAtMost = 256 * 1024;
    private static ReadOnlySpan<byte> Flush => [0x00, 0x00, 0xFF, 0xFF];

    private readonly Source _source = new();
    private readonly ZLibStream _zlib;
    private ArrayBufferWriter<byte> _json = new(16 * 1024);

    public GatewayInflater() => _zlib = new ZLibStream(_source, CompressionMode.Decompress);

    public static bool IsComplete(ReadOnlySpan<byte> bytes) => bytes.EndsWith(Flush);

    /// <summary>The text of a complete message; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> compressed)
    {
        // A guild of megabytes comes once; its buffer need not stay.
        if (_json.Capacity > KeepAtMost)
            _json = new ArrayBufferWriter<byte>(16 * 1024);
        _json.ResetWrittenCount();
        _source.Bytes = compressed;
        while (true)
        {
            var read = _zlib.Read(_json.GetSpan(4096));
            if (read == 0)
                return _json.WrittenMemory;
            _json.Advance(read);
        }
    }

    public void Dispose() => _zlib.Dispose();

    /// <summary>Ends where the message ends; the context lives on with the next one.</summary>
    private sealed class Source : Stream
    {
        public ReadOnlyMemory<byte> Bytes { get; set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var length = Math.Min(buffer.Length, Bytes.Length);
            Bytes.Span[..length].CopyTo(buffer);
            Bytes = Bytes[length..];
            return length;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
