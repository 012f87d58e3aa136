using System.Buffers;

namespace OfferBot.Core.Reading.Segmenting;

/// <summary>The lines of a text, and what is said in those that carry markup, in memory that is lent: nothing of them may be kept beyond the blocks.</summary>
/// <param name="text">The text; its lines say no more characters than it has.</param>
internal sealed class SourceLines(ReadOnlyMemory<char> text) : IDisposable
{
    private SourceLine[] _lines = ArrayPool<SourceLine>.Shared.Rent(64);
    private char[]? _kept;
    private int _keptLength;

    public int Count { get; private set; }

    public ref readonly SourceLine this[int at] => ref _lines[at];

    public void Add(in SourceLine line)
    {
        if (Count == _lines.Length)
        {
            var more = ArrayPool<SourceLine>.Shared.Rent(2 * Count);
            _lines.CopyTo(more, 0);
            ArrayPool<SourceLine>.Shared.Return(_lines, clearArray: true);
            _lines = more;
        }

        _lines[Count++] = line;
    }

    /// <summary>Keeps what is said in a line as long as the lines.</summary>
    public ReadOnlyMemory<char> Keep(ReadOnlySpan<char> said)
    {
        _kept ??= ArrayPool<char>.Shared.Rent(text.Length);
        if (_kept.Length - _keptLength < said.Length) return said.ToString().AsMemory();
        said.CopyTo(_kept.AsSpan(_keptLength));
        _keptLength += said.Length;
        return _kept.AsMemory(_keptLength - said.Length, said.Length);
    }

    public void Dispose()
    {
        Array.Clear(_lines, 0, Count);
        ArrayPool<SourceLine>.Shared.Return(_lines);
        if (_kept is not null) ArrayPool<char>.Shared.Return(_kept);
    }
}
