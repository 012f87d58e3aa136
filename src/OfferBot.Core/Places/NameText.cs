using System.Buffers;

namespace OfferBot.Core.Places;

/// <summary>A text in the form of names, for finding names in it word by word, and the way back to the text as written.</summary>
public sealed class NameText
{
    private readonly string _source;
    private readonly int[] _sourceIndex;

    private NameText(string source, string key, int[] sourceIndex) => (_source, Key, _sourceIndex) = (source, key, sourceIndex);

    /// <summary>Words of lower-case letters and digits with one space between: see <see cref="Gazetteer.NameKey"/>, nothing dropped.</summary>
    public string Key { get; }

    /// <summary>Puts <paramref name="text"/> into the form of names.</summary>
    public static NameText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = ArrayPool<char>.Shared.Rent(NameForm.MaxLength(text.Length));
        var source = ArrayPool<int>.Shared.Rent(NameForm.MaxLength(text.Length));
        var length = NameForm.Write(text, key, source);
        var form = new NameText(text, new string(key, 0, length), source.AsSpan(0, length).ToArray());
        ArrayPool<char>.Shared.Return(key);
        ArrayPool<int>.Shared.Return(source);
        return form;
    }

    /// <summary>Where part of the key (not empty) stands in the text.</summary>
    public Range SourceRange(int start, int length) => _sourceIndex[start]..(_sourceIndex[start + length - 1] + 1);

    /// <summary>Part of the key (not empty), as the text writes it.</summary>
    public ReadOnlySpan<char> AsWritten(int start, int length) => _source.AsSpan()[SourceRange(start, length)];

    /// <summary>The start of the word after the one at <paramref name="start"/>; the length of the key after the last.</summary>
    public int NextWord(int start)
    {
        var space = Key.IndexOf(' ', start);
        return space < 0 ? Key.Length : space + 1;
    }
}
