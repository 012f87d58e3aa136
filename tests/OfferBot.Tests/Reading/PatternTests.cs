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

    [Fact]
    public void Behind_its_words_a_pattern_finds_all_that_it_finds_alone()
    {
        var texts = Directory.GetFiles(Repository.PathOf("tests", "OfferBot.Tests", "Reading", "Offers"), "*.*").SelectMany(File.ReadAllLines).Where(l => l.Length > 0).SelectMany(l => new[] { l, FrenchText.Fold(l) }).ToList();
        var missed = from pattern in Patterns from text in texts where pattern.Value.Count(text) != pattern.Value.CountIn(text) select $"{pattern.Key}: {text}";
        Assert.Empty(missed.Take(5));
    }
}
