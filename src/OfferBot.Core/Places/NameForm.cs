using OfferBot.Core.Text;

namespace OfferBot.Core.Places;

/// <summary>
/// Writes text in the form in which names of places are compared: folded, words of letters and digits with one space between,
/// "St" and "Ste" in full, "/" between words as "sur".
/// </summary>
internal static class NameForm
{
    /// <summary>Room that the form of a text of this length needs at most.</summary>
    public static int MaxLength(int length) => (length * 5) + 8;

    /// <summary>The form of a short text.</summary>
    public static string Of(string text)
    {
        var key = new char[MaxLength(text.Length)];
        return new string(key, 0, Write(text, key, []));
    }

    /// <summary>Returns the number of characters written; <paramref name="source"/> (may be empty) gets the index that each comes from.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<char> key, Span<int> source)
    {
        var writer = new Writer(key, source);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) writer.Add(c, i);
            else if (char.IsAsciiLetterUpper(c)) writer.Add((char)(c | 0x20), i);
            else if (c == '/') writer.EndWord(slash: i + 1 < text.Length);
            else if (c < 0x80) writer.EndWord();
            else AddFolded(c, i, ref writer);
        }

        writer.EndWord();
        return writer.Length;
    }

    private static readonly string[] Folded = [.. Enumerable.Range(0, 0x250).Select(c => TextFold.Fold(((char)c).ToString()))];

    private static void AddFolded(char c, int index, ref Writer writer)
    {
        foreach (var plain in c < Folded.Length ? Folded[c] : TextFold.Fold(c.ToString()))
        {
            if (char.IsLetterOrDigit(plain)) writer.Add(plain, index);
            else writer.EndWord();
        }
    }

    private ref struct Writer(Span<char> key, Span<int> source)
    {
        private readonly Span<char> _key = key;
        private readonly Span<int> _source = source;
        private int _wordStart;
        private bool _afterSlash;

        public int Length { get; private set; }

        public void Add(char c, int index)
        {
            if (Length == _wordStart)
            {
                if (_afterSlash) Append("sur", index);
                _afterSlash = false;
                if (Length > 0) Put(' ', index);
                _wordStart = Length;
            }

            Put(c, index);
        }

        public void EndWord(bool slash = false)
        {
            if (Length > _wordStart)
            {
                var word = _key[_wordStart..Length];
                if (word is "st") Replace("saint");
                else if (word is "ste") Replace("sainte");
                else if (slash && word is "s" && _wordStart > 0) { Replace("sur"); slash = false; }
                _wordStart = Length;
            }

            _afterSlash |= slash && Length > 0 && !_key[..Length].EndsWith(" sur");
        }

        private void Append(string word, int index)
        {
            Put(' ', index);
            foreach (var c in word) Put(c, index);
        }

        private void Replace(string word)
        {
            var (first, last) = _source.IsEmpty ? (0, 0) : (_source[_wordStart], _source[Length - 1]);
            Length = _wordStart;
            for (var i = 0; i < word.Length; i++) Put(word[i], i == 0 ? first : last);
        }

        private void Put(char c, int index)
        {
            _key[Length] = c;
            if (!_source.IsEmpty) _source[Length] = index;
            Length++;
        }
    }
}
