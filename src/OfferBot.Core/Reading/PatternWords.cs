using System.Text;

namespace OfferBot.Core.Reading;

/// <summary>
/// Works out words of which every match of a pattern holds one: "recrut" and "cherch" for <c>\b(?:recrut\w+|(?:re)?cherch(?:e|ons))</c>.
/// It knows as much of the language of patterns as ours use, and gives up on the rest.
/// </summary>
internal sealed class PatternWords
{
    // More words than these, shorter ones, or ones with accents are found in too many texts, or no longer at once.
    private const int MaxWords = 72;
    private const int MinLength = 2;
    private const int LongestBeginning = 6;

    private readonly string _pattern;
    private int _at;

    private PatternWords(string pattern) => _pattern = pattern;

    /// <summary>The words; null where none are sure, or where looking for them would cost more than the pattern.</summary>
    public static string[]? Of(string pattern)
    {
        // Tied to the beginning, a pattern fails faster than anything could look ahead for it.
        if (pattern.StartsWith('^') && !pattern.Contains("|^", StringComparison.Ordinal)) return null;
        try
        {
            var reader = new PatternWords(pattern);
            var part = reader.Alternation();
            return reader._at == pattern.Length && part.Best is { } best && PatternPart.Fewer([.. best]) is var words && words.Length <= MaxWords && words.All(w => w.Length >= MinLength && Ascii.IsValid(w)) ? words : null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>What every match of a pattern that begins with <c>\G</c> begins with, the longer ones of two left out; null where that is unknown.</summary>
    public static string[]? BeginningsOf(string pattern)
    {
        try
        {
            var reader = new PatternWords(pattern);
            var part = reader.Alternation();
            if (reader._at != pattern.Length || part.Beginnings is not { } all) return null;
            var words = all.Select(b => b.Length > LongestBeginning ? b[..LongestBeginning] : b).Distinct().ToList();
            return words.TrueForAll(w => Ascii.IsValid(w)) ? [.. words.Where(w => !words.Exists(other => other.Length < w.Length && w.StartsWith(other, StringComparison.Ordinal)))] : null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private PatternPart Alternation()
    {
        var part = Sequence();
        while (Take('|')) part = part.Or(Sequence());
        return part;
    }

    private PatternPart Sequence()
    {
        var parts = new List<PatternPart>();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')')) parts.Add(Quantified(Atom()));
        return PatternPart.Sequence(parts);
    }

    private PatternPart Atom()
    {
        var c = _pattern[_at++];
        return c switch
        {
            '(' => Group(),
            '[' => Class(),
            '\\' => Escape(),
            '.' => PatternPart.Anything,
            '^' or '$' => PatternPart.Nothing,
            '*' or '+' or '?' or '{' => throw new NotSupportedException(),
            _ => PatternPart.Of(c),
        };
    }

    private PatternPart Group()
    {
        var around = false;
        if (Take('?'))
        {
            if (Take(':') || Take('>')) { }
            else if (Take('=') || Take('!')) around = true;
            else if (Take('<') && _at < _pattern.Length)
            {
                if (Take('=') || Take('!')) around = true;
                else if (char.IsAsciiLetter(_pattern[_at])) _at = _pattern.IndexOf('>', _at) + 1;
                else throw new NotSupportedException();
            }
            else throw new NotSupportedException();
        }

        var inside = Alternation();
        return !Take(')') ? throw new NotSupportedException() : around ? PatternPart.Nothing : inside;
    }

    // "[eé]" is one of two letters; "[a-z]" and "[^.]" are anything.
    private PatternPart Class()
    {
        var open = !Take('^');
        var part = default(PatternPart);
        for (var first = true; first || _pattern[_at] != ']'; first = false)
        {
            if (_at + 1 >= _pattern.Length || _pattern[_at] == '[' || (_pattern[_at] == '-' && _pattern[_at + 1] == '[')) throw new NotSupportedException();
            var c = _pattern[_at++];
            var one = c == '\\' ? Escape() : PatternPart.Of(c);
            if (_pattern[_at] == '-' && _at + 1 < _pattern.Length && _pattern[_at + 1] != ']')
            {
                one = PatternPart.Anything;
                _at++;
                if (_pattern[_at++] == '\\') _ = Escape();
            }

            part = first ? one : part.Or(one);
        }

        _at++;
        return open ? part : PatternPart.Anything;
    }

    private PatternPart Escape()
    {
        var c = _at < _pattern.Length ? _pattern[_at++] : throw new NotSupportedException();
        if (c is 'p' or 'P') _at = _pattern.IndexOf('}', _at) + 1;
        return c switch
        {
            'b' or 'B' or 'A' or 'z' or 'Z' or 'G' => PatternPart.Nothing,
            'n' => PatternPart.Of('\n'),
            't' => PatternPart.Of('\t'),
            'r' => PatternPart.Of('\r'),
            'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p' or 'P' => PatternPart.Anything,
            _ when char.IsAsciiLetterOrDigit(c) => throw new NotSupportedException(),
            _ => PatternPart.Of(c),
        };
    }

    private PatternPart Quantified(PatternPart part)
    {
        if (_at == _pattern.Length) return part;
        var (least, most) = Bounds();
        if (least < 0) return part;
        _ = Take('?');
        return (least, most) switch
        {
            (1, 1) => part,
            (0, 1) => part.OrNothing(),
            (0, _) => PatternPart.Anything,
            _ => part.Repeated(),
        };
    }

    // "?", "*", "+", "{2}", "{2,}", "{2,4}"; -1 for none of them.
    private (int Least, int Most) Bounds()
    {
        if (Take('?')) return (0, 1);
        if (Take('*')) return (0, int.MaxValue);
        if (Take('+')) return (1, int.MaxValue);
        if (!Take('{')) return (-1, -1);
        var end = _pattern.IndexOf('}', _at);
        var bounds = end < 0 ? [] : _pattern[_at..end].Split(',');
        if (bounds.Length is < 1 or > 2 || !int.TryParse(bounds[0], out var least)) throw new NotSupportedException();
        _at = end + 1;
        return (least, bounds.Length == 1 ? least : int.TryParse(bounds[1], out var most) ? most : int.MaxValue);
    }

    private bool Take(char c)
    {
        if (_at >= _pattern.Length || _pattern[_at] != c) return false;
        _at++;
        return true;
    }
}
