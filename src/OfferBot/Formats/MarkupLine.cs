using System.Buffers;
using System.Text;

namespace OfferBot.Formats;

/// <summary>What is said inside one block, as one or several lines of Markdown; everything that came as text is escaped.</summary>
internal sealed class MarkupLine
{
    private const int MaxTarget = 1500;
    private const int MaxLinkText = 900;

    // Inside an address the segmenter takes marks as they are, so they must not be escaped there.
    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n<>\"'[]|");

    private readonly StringBuilder _line = new();
    private int _struck;
    private bool _strikeIsOpen;
    private int _bold;
    private int _boldCharacters;
    private int _characters;
    private (string Target, int Start)? _link;

    /// <summary>Nothing was said since the last block.</summary>
    public bool IsEmpty => _characters == 0;

    /// <summary>Adds running text; white space is folded.</summary>
    public void Say(string text)
    {
        text = TextCleaning.Clean(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) Space();
            else if (text[i] is 'h' or 'w' && AddressLength(text, i) is > 0 and var length)
            {
                Put(text.AsSpan(i, length));
                i += length - 1;
            }
            else Put(text[i]);
        }
    }

    /// <summary>Two elements meet without a space between them ("ContratCDI"): where both are words, one is put.</summary>
    public void Join(string next)
    {
        if (_line.Length < 2 || next.Length == 0) return;
        if (char.IsLetterOrDigit(_line[^1]) && char.IsLetterOrDigit(_line[^2]) && (char.IsUpper(next[0]) || char.IsAsciiDigit(next[0]))) Space();
    }

    /// <summary>A line break inside a block.</summary>
    public void Break()
    {
        CloseStrike();
        _line.Append('\n');
    }

    public void BeginStruck() => _struck++;

    public void EndStruck() => _struck--;

    public void BeginBold() => _bold++;

    public void EndBold() => _bold--;

    public void BeginLink(string? target)
    {
        if (_link is null && target is { Length: > 0 and <= MaxTarget }) _link = (target, _line.Length);
    }

    public void EndLink()
    {
        if (_link is not { } link) return;
        _link = null;
        CloseStrike();
        var text = _line.ToString(link.Start, _line.Length - link.Start);
        var isEmpty = string.IsNullOrWhiteSpace(text);
        if (text.Length > MaxLinkText || text.Contains('\n', StringComparison.Ordinal) || (isEmpty && !link.Target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))) return;
        if (isEmpty) _characters++;
        _line.Length = link.Start;
        if (_line.Length > 0 && _line[^1] == '!') _line.Insert(_line.Length - 1, '\\');
        _line.Append('[').Append(text).Append("](").Append(Escaped(link.Target)).Append(')');
    }

    /// <summary>What was said, and whether all of it is bold; the line is empty afterwards.</summary>
    public (string Markup, bool IsBold) Take()
    {
        EndLink();
        CloseStrike();
        var taken = _characters == 0 ? ("", false) : (_line.ToString(), _boldCharacters >= _characters && _line.Length < 200);
        _line.Clear();
        (_characters, _boldCharacters) = (0, 0);
        return taken;
    }

    private void Space()
    {
        if (_line.Length > 0 && _line[^1] is not (' ' or '\n')) _line.Append(' ');
    }

    private void Put(char c)
    {
        Mark(1);
        if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '~') _line.Append('\\');
        _line.Append(c);
    }

    private void Put(ReadOnlySpan<char> address)
    {
        Mark(address.Length);
        _line.Append(address);
    }

    private void Mark(int characters)
    {
        if (_struck > 0 && !_strikeIsOpen) _line.Append("~~");
        if (_struck <= 0) CloseStrike();
        _strikeIsOpen = _struck > 0;
        _characters += characters;
        if (_bold > 0) _boldCharacters += characters;
    }

    private void CloseStrike()
    {
        if (_strikeIsOpen) _line.Append("~~");
        _strikeIsOpen = false;
    }

    private static int AddressLength(string text, int i)
    {
        if (i > 0 && char.IsLetterOrDigit(text[i - 1])) return 0;
        var rest = text.AsSpan(i);
        if (!rest.StartsWith("http://", StringComparison.Ordinal) && !rest.StartsWith("https://", StringComparison.Ordinal) && !rest.StartsWith("www.", StringComparison.Ordinal)) return 0;
        var end = rest.IndexOfAny(AddressEnds);
        return (end < 0 ? rest : rest[..end]).TrimEnd("*_`~\\").Length;
    }

    private static string Escaped(string target) =>
        target.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);
}
