using System.Globalization;
using System.Text.RegularExpressions;
using OfferBot.Core.Places;

namespace OfferBot.Core.Queries;

/// <summary>The signs of a query, how far they are read, and the first fault.</summary>
internal sealed partial class QueryCursor(string text, IReadOnlyList<Lexeme> lexemes)
{
    public const int MostKm = 1000;

    public int At { get; set; }

    public QueryParse.Faulty? Fault { get; private set; }

    /// <summary>Written in capitals throughout, so that capitals mean nothing.</summary>
    public bool AllCapitals { get; } = !text.Any(char.IsLower);

    public bool AtEnd => At >= lexemes.Count;

    public Lexeme Current => lexemes[At];

    public Lexeme? Peek(int ahead = 0) => At + ahead < lexemes.Count ? lexemes[At + ahead] : null;

    public bool Is(LexemeKind kind, int ahead = 0) => Peek(ahead)?.Kind == kind;

    /// <summary>So many words from here, as written; null when something else stands between or they are fewer.</summary>
    public string? Join(int count)
    {
        for (var i = 0; i < count; i++)
            if (Peek(i) is not { Kind: LexemeKind.Word } word || (i > 0 && (!word.Spaced || IsDistance(word.Text)))) return null;
        return text[Current.Start..(Peek(count - 1)!.Value.Start + Peek(count - 1)!.Value.Text.Length)];
    }

    /// <summary>The same in the form of names.</summary>
    public string? JoinKey(int count) => Join(count) is { } words ? NameForm.Of(words) : null;

    /// <summary>Number of words that the longest phrase of this kind has here; 0 for none.</summary>
    public int PhraseHere(string kind)
    {
        for (var count = QueryVocabulary.MostWords; count > 0; count--)
            if (JoinKey(count) is { } key && QueryVocabulary.Value(kind, key) is not null) return count;
        return 0;
    }

    /// <summary>Whether the word so far ahead is a phrase of this kind.</summary>
    public bool PhraseAfter(string kind, int ahead) =>
        Peek(ahead) is { Kind: LexemeKind.Word } next && QueryVocabulary.Value(kind, NameForm.Of(next.Text)) is not null;

    /// <summary>Records the first fault; returns null for the caller to hand on.</summary>
    public Criterion? Fail(string code, Lexeme at, string? suggestion = null, int limit = 0) => Fail(code, at.Start, at.Length, at.Text, suggestion, limit);

    public Criterion? Fail(string code, int start, int length, string word, string? suggestion = null, int limit = 0)
    {
        Fault ??= new QueryParse.Faulty(code, start, length, word, suggestion, limit);
        return null;
    }

    /// <summary>How many signs the distance here takes ("+50km", "50 km", "+ 50 km"); 0 when there is none.</summary>
    public int DistanceHere(int ahead = 0, bool keyed = false)
    {
        if (Peek(ahead) is not { Kind: LexemeKind.Word } word) return 0;
        if (IsDistance(word.Text)) return 1;
        if (!Number().IsMatch(word.Text)) return 0;
        if (Peek(ahead + 1) is { Kind: LexemeKind.Word } unit && Kilometres().IsMatch(unit.Text)) return 2;
        return word.Text[0] == '+' && keyed ? 1 : 0;
    }

    /// <summary>Reads past the distance here; null, with the fault recorded, when it is out of bounds.</summary>
    public int? TakeDistance(bool keyed = false)
    {
        var length = DistanceHere(0, keyed);
        var lexeme = Current;
        At += length;
        var digits = new string([.. lexeme.Text.Where(char.IsAsciiDigit)]);
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var km) && km is >= 1 and <= MostKm) return km;
        Fail("bad-distance", lexeme, limit: MostKm);
        return null;
    }

    private static bool IsDistance(string word) => DistanceWord().IsMatch(word);

    // "50km", "+50km", "50kms"
    [GeneratedRegex(@"^\+?[0-9]+ ?kms?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DistanceWord();

    // "50", "+50"
    [GeneratedRegex(@"^\+?[0-9]+$")]
    private static partial Regex Number();

    // "km", "kms", "kilomètres"
    [GeneratedRegex("^(kms?|kilom[eè]tres?|kilometers?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Kilometres();
}
