namespace OfferBot.Core.Queries;

/// <summary>
/// Reads a query. What stands side by side is asked together; "ou" binds what stands next to it more tightly, so that
/// "stage ou alternance lille" asks for either of the two, in Lille. Contracts, or places, side by side are alternatives.
/// </summary>
internal sealed class QueryParser(string text)
{
    // For the text and for its canonical form alike, so that what was read once can be printed, kept and read again.
    private const int MostCharacters = 2000;
    private const int MostCriteria = 60;
    private const int Deepest = 8;

    // The canonical form has no more brackets than needed, but a few that were not typed.
    private const int DeepestTyped = 16;

    private QueryCursor _cursor = new("", []);
    private PlainWords? _plain;
    private KeyedValues? _keyed;

    public QueryParse Parse()
    {
        if (text.Length > MostCharacters) return new QueryParse.Faulty("too-long", MostCharacters, text.Length - MostCharacters, text[MostCharacters..], Limit: MostCharacters);
        var lexer = new QueryLexer(text);
        _cursor = new QueryCursor(text, lexer.Cut());
        if (lexer.UnclosedQuote is >= 0 and var quote) return new QueryParse.Faulty("unclosed-quote", quote, text.Length - quote, text[quote..]);
        _plain = new PlainWords(_cursor);
        _keyed = new KeyedValues(_cursor);
        var root = Sequence(0);
        if (_cursor.Fault is null && !_cursor.AtEnd) _cursor.Fail("unopened-bracket", _cursor.Current);
        return root is null || _cursor.Fault is not null ? _cursor.Fault! : Within(root);
    }

    private QueryParse Within(Criterion root)
    {
        QueryParse.Faulty Faulty(string code, int limit) => new(code, 0, text.Length, text, Limit: limit);
        if (Leaves(root) > MostCriteria) return Faulty("too-many", MostCriteria);
        if (Depth(root) > Deepest) return Faulty("too-deep", Deepest);
        return QueryPrinter.Print(root, plain: false).Length > MostCharacters ? Faulty("too-long", MostCharacters) : new QueryParse.Parsed(new Query(root));
    }

    private static int Leaves(Criterion criterion) => criterion switch
    {
        And and => and.Parts.Sum(Leaves),
        Or or => or.Parts.Sum(Leaves),
        Not not => Leaves(not.Inner),
        _ => 1,
    };

    private static int Depth(Criterion criterion) => criterion switch
    {
        And and => 1 + and.Parts.Max(Depth),
        Or or => 1 + or.Parts.Max(Depth),
        Not not => Depth(not.Inner),
        _ => 0,
    };

    private Criterion? Sequence(int depth)
    {
        var parts = new List<Criterion>();
        var before = BareKind.None;
        while (!_cursor.AtEnd && !_cursor.Is(LexemeKind.Close))
        {
            if (_cursor.Is(LexemeKind.Comma))
            {
                _cursor.At++;
                continue;
            }

            if (_cursor.Is(LexemeKind.Or)) return _cursor.Fail("dangling-or", _cursor.Current);
            if (Alternatives(depth, out var bare) is not { } part) return null;
            if (part is Everything) continue;
            if (bare != BareKind.None && bare == before) parts[^1] = Or.Of(parts[^1], part);
            else parts.Add(part);
            before = bare;
        }

        return And.Of(parts);
    }

    private Criterion? Alternatives(int depth, out BareKind bare)
    {
        if (Unary(depth, out bare) is not { } first) return null;
        var alternatives = new List<Criterion> { first };
        while (_cursor.Is(LexemeKind.Or))
        {
            var or = _cursor.Current;
            _cursor.At++;
            Criterion next;
            BareKind nextBare;
            do
            {
                if (_cursor.AtEnd || _cursor.Is(LexemeKind.Close) || _cursor.Is(LexemeKind.Or)) return _cursor.Fail("dangling-or", or);
                if (Unary(depth, out nextBare) is not { } read) return null;
                next = read;
            }
            while (next is Everything);
            alternatives.Add(next);
            bare = nextBare == bare ? bare : BareKind.None;
        }

        // What stands for nothing ("de", "()") is no alternative.
        return Or.Of(alternatives.Where(a => a is not Everything));
    }

    private Criterion? Unary(int depth, out BareKind bare)
    {
        bare = BareKind.None;
        if (!_cursor.Is(LexemeKind.Minus)) return Atom(depth, out bare);
        var minus = _cursor.Current;
        while (_cursor.Is(LexemeKind.Minus)) _cursor.At++;
        if (_cursor.AtEnd || _cursor.Current.Kind is LexemeKind.Close or LexemeKind.Or or LexemeKind.Comma) return _cursor.Fail("nothing-excluded", minus);
        return Atom(depth, out _) is { } inner ? inner is Everything ? inner : Not.Of(inner) : null;
    }

    private Criterion? Atom(int depth, out BareKind bare)
    {
        bare = BareKind.None;
        var lexeme = _cursor.Current;
        switch (lexeme.Kind)
        {
            case LexemeKind.Open:
                return Group(depth, lexeme);
            case LexemeKind.Key:
                return _keyed!.Read();
            case LexemeKind.Word:
                return _plain!.Read(out bare);
            case LexemeKind.Tag:
                _cursor.At++;
                return SearchWords.Of(lexeme.Text).Length == 0 ? new Everything() : new OfTheme(PlainWords.Normal(lexeme.Text));
            case LexemeKind.Quoted when _cursor.DistanceHere(1) > 0:
                return _keyed!.Place();
            case LexemeKind.Quoted:
                _cursor.At++;
                return PlainWords.WordsOf(lexeme.Text);
            default:
                _cursor.At++;
                return new Everything();
        }
    }

    private Criterion? Group(int depth, Lexeme open)
    {
        if (depth >= DeepestTyped) return _cursor.Fail("too-deep", open);
        _cursor.At++;
        if (Sequence(depth + 1) is not { } inner) return null;
        if (_cursor.AtEnd) return _cursor.Fail("unclosed-bracket", open);
        _cursor.At++;
        return inner;
    }
}
