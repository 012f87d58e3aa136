using System.Buffers;
using System.Text.RegularExpressions;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>Cuts a query into its signs. Punctuation that means nothing here is left out.</summary>
internal sealed partial class QueryLexer(string text)
{
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n\"|,;");

    private readonly List<Lexeme> _lexemes = [];
    private int _at;

    /// <summary>Where quotes open that are not closed; -1 when all are.</summary>
    public int UnclosedQuote { get; private set; } = -1;

    public List<Lexeme> Cut()
    {
        while (_at < text.Length && UnclosedQuote < 0)
        {
            var c = text[_at];
            if (char.IsWhiteSpace(c)) _at++;
            else if (c is '"' or '«' or '“' or '„') Quoted(c);
            else if (c == '(' && DepartementAfterName() is var length and > 0) Add(LexemeKind.Word, text.Substring(_at, length), length);
            else if (c is '(' or '[') Sign(LexemeKind.Open);
            else if (c is ')' or ']') Sign(LexemeKind.Close);
            else if (c == '|') Sign(LexemeKind.Or);
            else if (c is ',' or ';') Sign(LexemeKind.Comma);
            else if (c is '-' or '–' or '−' && !SpaceAt(_at + 1)) Sign(LexemeKind.Minus);
            else if (c == '#' && !SpaceAt(_at + 1)) Tag();
            else Word();
        }

        return _lexemes;
    }

    // Length of "(93)" after a word; 0 for another bracket.
    private int DepartementAfterName() => _lexemes is [.., { Kind: LexemeKind.Word }] && BracketedDepartement().Match(text, _at) is { Success: true, Length: var length } ? length : 0;

    private bool SpaceAt(int index) => index >= text.Length || char.IsWhiteSpace(text[index]);

    private bool Spaced => _at == 0 || char.IsWhiteSpace(text[_at - 1]);

    private void Sign(LexemeKind kind) => Add(kind, text.Substring(_at, 1), 1);

    private void Add(LexemeKind kind, string content, int length)
    {
        _lexemes.Add(new Lexeme(kind, content, _at, length, Spaced));
        _at += length;
    }

    private void Quoted(char open)
    {
        var close = open switch { '«' => text.IndexOf('»', _at + 1), '"' => text.IndexOf('"', _at + 1), _ => text.IndexOfAny(['”', '“'], _at + 1) };
        if (close < 0) UnclosedQuote = _at;
        else Add(LexemeKind.Quoted, text[(_at + 1)..close].Trim(), close + 1 - _at);
    }

    private void Tag()
    {
        var end = WordEnd(_at + 1);
        Add(LexemeKind.Tag, text[(_at + 1)..end], end - _at);
    }

    private void Word()
    {
        var end = Math.Max(WordEnd(_at), _at + 1);
        if (KeyEnd(end) is { } keyEnd)
        {
            var colon = text.LastIndexOf(':', keyEnd - 1);
            Add(LexemeKind.Key, text[_at..colon].Trim(), keyEnd - _at);
            return;
        }

        // "lille+50km" is a place and a distance; "bac+3" is one word.
        if (Distance().Match(text, _at, end - _at) is { Success: true, Index: var plus } && plus > _at && !text.AsSpan(_at, plus - _at).Equals("bac", StringComparison.OrdinalIgnoreCase))
            end = plus;
        var word = text[_at..end];
        if (QueryVocabulary.Value("or", word.ToLowerInvariant()) is not null) Add(LexemeKind.Or, word, word.Length);
        else if (QueryVocabulary.Value("not", word.ToLowerInvariant()) is not null) Add(LexemeKind.Minus, word, word.Length);
        else if (word.Any(char.IsLetterOrDigit)) Add(LexemeKind.Word, word.TrimEnd('.', '!', '?', ':', '…'), word.Length);
        else _at = end;
    }

    // "lieu:", and "lieu :" as French spacing has it. A word before ": " that is no key is a word.
    private int? KeyEnd(int wordEnd)
    {
        var end = _at;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '-')) end++;
        if (end == _at) return null;
        var known = QueryVocabulary.Value("key", NameForm.Of(text[_at..end])) is not null;
        var colon = end;
        while (known && colon < text.Length && char.IsWhiteSpace(text[colon])) colon++;
        if (colon >= text.Length || text[colon] != ':' || (colon == end && wordEnd < colon)) return null;
        var next = colon + 1;
        if (!known && (SpaceAt(next) || text.AsSpan(next).StartsWith("//"))) return null;
        return next;
    }

    // A bracket inside a word belongs to it ("chargé(e)s", "saint-denis(93)"); one that it did not open ends it.
    private int WordEnd(int from)
    {
        var depth = 0;
        for (var end = from; end < text.Length; end++)
        {
            var c = text[end];
            if (char.IsWhiteSpace(c) || c is '"' or '«' or '»' or '“' or '”' or '|' or ';' or ',' or '[' or ']') return end;
            if (c == '(' && end > from && text.IndexOf(')', end) is var close and > 0 && !text.AsSpan(end, close - end).ContainsAny(WordEnds)) depth++;
            else if (c == '(') return Math.Max(end, from + 1);
            else if (c == ')' && --depth < 0) return Math.Max(end, from + 1);
        }

        return text.Length;
    }

    // "(93)", "(2A)"
    [GeneratedRegex(@"\G\(([0-9]{2}|2[ab]|9[78][0-9])\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BracketedDepartement();

    // "+50km", "+50"
    [GeneratedRegex(@"\+[0-9]{1,5}(km)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Distance();
}
