namespace OfferBot.Core.Reading;

/// <summary>What is known of the texts that a part of a pattern matches.</summary>
/// <param name="Exact">All of them; null when they are too many to list.</param>
/// <param name="Some">Words of which each holds one; null when none are known.</param>
/// <param name="Begins">What each begins with, where not all are listed; null when it is unknown.</param>
internal readonly record struct PatternPart(IReadOnlyCollection<string>? Exact, IReadOnlyCollection<string>? Some, IReadOnlyCollection<string>? Begins = null)
{
    private const int MaxExact = 48;
    private const int MaxSome = 40;

    // Letters beyond these make a word no rarer.
    private const int LongEnough = 5;

    /// <summary>The empty text: an anchor, a word's edge, what is only looked at.</summary>
    public static PatternPart Nothing { get; } = new([""], null);

    /// <summary>Whatever.</summary>
    public static PatternPart Anything { get; } = new(null, null);

    /// <summary>The words to look for, the empty one never among them.</summary>
    public IReadOnlyCollection<string>? Best => Rarer(Some, Exact);

    /// <summary>What each text begins with; null when it is unknown or may be nothing.</summary>
    public IReadOnlyCollection<string>? Beginnings => (Exact ?? Begins) is { Count: > 0 } known && known.All(b => b.Length > 0) ? known : null;

    /// <summary>One character.</summary>
    public static PatternPart Of(char c) => new([c.ToString()], null);

    /// <summary>Parts one after the other: their letters run together as far as all texts are known.</summary>
    public static PatternPart Sequence(IEnumerable<PatternPart> parts)
    {
        IReadOnlyCollection<string> run = [""];
        IReadOnlyCollection<string>? best = null;
        IReadOnlyCollection<string>? begins = null;
        var whole = true;
        foreach (var part in parts)
        {
            best = Rarer(best, part.Some);
            if (part.Exact is { } exact && run.Count * exact.Count <= MaxExact) run = [.. run.SelectMany(_ => exact, (first, second) => first + second).Distinct()];
            else
            {
                best = Rarer(best, run);
                begins ??= part.Beginnings is { } next && (run.Count == 1 || run.Count * next.Count <= MaxExact) ? [.. run.SelectMany(_ => next, (first, second) => first + second).Distinct()] : run;
                run = part.Exact ?? [""];
                whole = false;
            }
        }

        return whole ? new PatternPart(run, best) : new PatternPart(null, Rarer(best, run), begins);
    }

    /// <summary>One or the other.</summary>
    public PatternPart Or(PatternPart other)
    {
        var exact = Exact is not null && other.Exact is not null ? Exact.Union(other.Exact).ToList() : null;
        var some = Best is { } mine && other.Best is { } its ? Fewer([.. mine, .. its]) : null;
        var begins = Beginnings is { } my && other.Beginnings is { } theirs ? my.Union(theirs).ToList() : null;
        return exact?.Count <= MaxExact ? new PatternPart(exact, some) : new PatternPart(null, some, begins);
    }

    /// <summary>This or nothing at all.</summary>
    public PatternPart OrNothing() => new(Exact is null ? null : [.. Exact.Append("").Distinct()], null);

    /// <summary>This, once or several times.</summary>
    public PatternPart Repeated() => new(null, Best, Beginnings);

    /// <summary>As few words as find the same texts, or more: "recrutement" says nothing where "recrut" is looked for, and of many words the beginnings do.</summary>
    public static string[] Fewer(string[] words)
    {
        for (var length = 12; words.Length > MaxSome && length >= LongEnough; length--) words = [.. words.Select(w => w.Length > length ? w[..length] : w).Distinct()];
        return [.. words.Distinct().Where(w => !words.Any(other => other.Length < w.Length && w.Contains(other, StringComparison.Ordinal)))];
    }

    private static IReadOnlyCollection<string>? Rarer(IReadOnlyCollection<string>? words, IReadOnlyCollection<string>? others)
    {
        var (score, otherScore) = (Rarity(words), Rarity(others));
        return score == 0 && otherScore == 0 ? null : score >= otherScore ? words : others;
    }

    // Long words are rare, and few words are rarer than many; the empty word is everywhere.
    private static double Rarity(IReadOnlyCollection<string>? words) =>
        words is not { Count: > 0 } || words.Any(w => w.Length == 0) ? 0 : Math.Min(LongEnough, words.Min(w => w.Length)) - (words.Count / 1000.0);
}
