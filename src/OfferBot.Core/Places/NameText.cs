using System.Buffers;

namespace OfferBot.Core.Places;

/// <summary>A text in the form of names, for finding names in it word by word, and the way back to the text as written. Dispose of it once.</summary>
public sealed class NameText : IDisposable
{
    private readonly ReadOnlyMemory<char> _source;
    private readonly char[] _key;
    private readonly int[] _sourceIndex;
    private readonly int _length;

    private NameText(ReadOnlyMemory<char> text)
    {
        _source = text;
        _key = ArrayPool<char>.Shared.Rent(NameForm.MaxLength(text.Length));
        _sourceIndex = ArrayPool<int>.Shared.Rent(NameForm.MaxLength(text.Length));
        _length = NameForm.Write(text.Span, _key, _sourceIndex);
    }

    /// <summary>Words of lower-case letters and digits with one space between: see <see cref="Gazetteer.NameKey"/>, nothing dropped.</summary>
    public ReadOnlySpan<char> Key => _key.AsSpan(0, _length);

    /// <summary>Puts <paramref name="text"/> into the form of names.</summary>
    public static NameText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new NameText(text.AsMemory());
    }

    /// <summary>As the other, of a piece of a text: nothing is copied.</summary>
    public static NameText Of(ReadOnlyMemory<char> text) => new(text);

    /// <summary>Gives the room for the key back: nothing is to be asked afterwards.</summary>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_key);
        ArrayPool<int>.Shared.Return(_sourceIndex);
    }

    /// <summary>Where part of the key (not empty) stands in the text.</summary>
    public Range SourceRange(int start, int length) => _sourceIndex[start]..(_sourceIndex[start + length - 1] + 1);

    /// <summary>Part of the key (not empty), as the text writes it.</summary>
    public ReadOnlySpan<char> AsWritten(int start, int length) => _source.Span[SourceRange(start, length)];

    /// <summary>The start of the word after the one at <paramref name="start"/>; the length of the key after the last.</summary>
    public int NextWord(int start)
    {
        var space = Key[start..].IndexOf(' ');
        return space < 0 ? _length : start + space + 1;
    }
}
