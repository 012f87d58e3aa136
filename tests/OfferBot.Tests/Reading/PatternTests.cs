using System.Reflection;
using System.Text.RegularExpressions;
using OfferBot.Core.Reading;
using OfferBot.Formats;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Reading;

/// <summary>The words that a pattern is looked for by, of every pattern of Core and of the program, found by its attribute.</summary>
public sealed class PatternTests
{
    private static readonly Dictionary<string, Regex> Patterns = new[] { typeof(OfferReader).Assembly, typeof(DocumentReader).Assembly }
        .SelectMany(a => a.GetTypes()).SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(m => m.GetCustomAttribute<GeneratedRegexAttribute>() is not null).ToDictionary(m => $"{m.DeclaringType!.Name}.{m.Name}", m => (Regex)m.Invoke(null, null)!);

    [Theory]
    [InlineData(@"\brecrut\w+", new[] { "recrut" })]
    [InlineData(@"\b(?:cdd|stages?)\b", new[] { "cdd", "stage" })]
    [InlineData(@"(?:re)?cherch(?:e|ons) (?=un)", new[] { "cherche ", "cherchons " })]
    [InlineData(@"offre (?:d'|de )(?:emploi)?[^.]{0,40}disponible", new[] { "disponible" })]
    [InlineData(@"\.pdf(?:$|\?)", new[] { ".pdf" })]
    [InlineData("b[ao]c{2}", new[] { "ba", "bo" })]
    public void The_words_of_a_pattern_are_in_all_that_it_matches(string pattern, string[] words) => Assert.Equal(words, PatternWords.Of(pattern)?.Order());

    [Theory]
    [InlineData(@"\d+h")]
    [InlineData("cdd|x*")]
    [InlineData("^cdd")]
    [InlineData(@"(?i)cdd")]
    [InlineData("(?<a>cdd)|[a-z-[b]]cdd(")]
    public void No_words_are_made_up_for_a_pattern_that_may_match_without_any(string pattern) => Assert.Null(PatternWords.Of(pattern));

    [Theory]
    [InlineData(@"\G\b(?:chez |l' ?(?:asso|ong)\s|rejoi(?:ns|gnez)\s(?:la )?|qui est (?:la )?)", new[] { "chez ", "l' ass", "l' ong", "l'asso", "l'ong", "qui es", "rejoig", "rejoin" })]
    [InlineData(@"\G(?:abc\w+|abcd)", new[] { "abc" })]
    public void What_a_pattern_begins_with_is_worked_out_of_it(string pattern, string[] beginnings) => Assert.Equal(beginnings, PatternWords.BeginningsOf(pattern)?.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(@"\G\w+")]
    [InlineData(@"\G(?:abc)?")]
    [InlineData(@"\G(?:abc|\d)")]
    public void No_beginnings_are_made_up(string pattern) => Assert.Null(PatternWords.BeginningsOf(pattern));

    [Fact]
    public void Tried_at_its_beginnings_a_pattern_finds_all_that_it_finds_alone()
    {
        var begun = Patterns.Where(p => p.Value.ToString().StartsWith(@"\G\b", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(begun);
        var missed = from pattern in begun
                     let alone = new Regex(pattern.Value.ToString()[2..], pattern.Value.Options)
                     from text in Texts()
                     where !alone.Matches(text).Select(m => (m.Index, m.Length)).SequenceEqual(pattern.Value.SpansBegun(text).Select(s => (s.Index, s.Length)))
                     select $"{pattern.Key}: {text}";
        Assert.Empty(missed.Take(5));
    }

    private static List<string> Texts() => Directory.GetFiles(Repository.PathOf("tests", "OfferBot.Tests", "Reading", "Offers"), "*.*").SelectMany(File.ReadAllLines).Where(l => l.Length > 0).SelectMany(l => new[] { l, FrenchText.Fold(l) }).ToList();

    [Fact]
    public void Behind_its_words_a_pattern_finds_all_that_it_finds_alone()
    {
        var missed = from text in Texts() from pattern in Patterns where pattern.Value.Count(text) != pattern.Value.CountIn(text) select $"{pattern.Key}: {text}";
        Assert.Empty(missed.Take(5));
    }
}
