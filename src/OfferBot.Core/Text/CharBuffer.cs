using System.Buffers;

namespace OfferBot.Core.Text;

/// <summary>A text in the making, in memory that is lent: unlike a string builder it leaves nothing behind but what is taken out of it. Dispose of it once.</summary>
/// <param name="capacity">How many characters it is likely to hold.</param>
public sealed class CharBuffer(int capacity) : IDisposable
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(capacity + 16);

    /// <summary>How many characters stand in it; a smaller number drops the last ones.</summary>
    public int Length
    {
        get;
        set => field = value >= 0 && value <= _chars.Length ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>What stands in it, as long as nothing is added and it is not given back.</summary>
    public ReadOnlyMemory<char> Memory => _chars.AsMemory(0, Length);

    /// <summary>As <see cref="Memory"/>.</summary>
    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>A character of it.</summary>
    public char this[Index at] => _chars[at.GetOffset(Length)];

    /// <summary>Adds a character.</summary>
    public void Append(char c)
    {
        if (Length == _chars.Length) Grow(1);
        _chars[Length++] = c;
    }

    /// <summary>Adds a text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (_chars.Length - Length < text.Length) Grow(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Replaces all of it.</summary>
    public void Become(ReadOnlySpan<char> text)
    {
        Length = 0;
        Append(text);
    }

    /// <summary>Room for <paramref name="length"/> characters more, which a greater <see cref="Length"/> makes part of the text.</summary>
    public Span<char> Room(int length)
    {
        if (_chars.Length - Length < length) Grow(length);
        return _chars.AsSpan(Length);
    }

    /// <inheritdoc/>
    public override string ToString() => new(_chars, 0, Length);

    /// <summary>Gives the memory back: nothing is to be asked afterwards.</summary>
    public void Dispose() => ArrayPool<char>.Shared.Return(_chars);

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Length * 2, Length + more));
        _chars.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
