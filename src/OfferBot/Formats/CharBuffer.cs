using System.Buffers;

namespace OfferBot.Formats;

/// <summary>A text in the making, in memory that is lent: unlike a string builder it leaves nothing behind but the text.</summary>
internal sealed class CharBuffer(int capacity) : IDisposable
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(capacity + 16);

    public int Length { get; private set; }

    /// <summary>What stands in it, as long as nothing is added and it is not given back.</summary>
    public ReadOnlyMemory<char> Memory => _chars.AsMemory(0, Length);

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    public char this[Index at] => _chars[at.GetOffset(Length)];

    public void Append(char c)
    {
        if (Length == _chars.Length) Grow(1);
        _chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (_chars.Length - Length < text.Length) Grow(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    public void Become(ReadOnlySpan<char> text)
    {
        Length = 0;
        Append(text);
    }

    /// <summary>Room for <paramref name="length"/> characters more, which <see cref="Wrote"/> makes part of the text.</summary>
    public Span<char> Room(int length)
    {
        if (_chars.Length - Length < length) Grow(length);
        return _chars.AsSpan(Length);
    }

    public void Wrote(int length) => Length += length;

    public override string ToString() => new(_chars, 0, Length);

    public void Dispose() => ArrayPool<char>.Shared.Return(_chars);

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Length * 2, Length + more));
        _chars.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
