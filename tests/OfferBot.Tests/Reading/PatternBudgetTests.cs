using System.Reflection;
using System.Text.RegularExpressions;
using OfferBot.Core.Offers;
using OfferBot.Core.Reading;
using OfferBot.Core.Reading.Fields;
using OfferBot.Core.Reading.Grammar;
using OfferBot.Core.Reading.View;
using OfferBot.Formats;

namespace OfferBot.Tests.Reading;

/// <summary>What a text may cost that is made to be slow: every pattern on a hundred thousand characters of bait, within the time that it has.</summary>
public sealed class PatternBudgetTests
{
    private const int Length = 100_000;
    private const int MostWords = 3;

    private static readonly string[] Bait = [" ", "a", "1", ".", "-", "(", "é", "A", "a ", "1 ", "a. ", "a-", "1,", "A ", "(a) ", "a@", "http://a", "un·e "];

    public static TheoryData<string> Patterns { get; } = [.. All().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_ends_in_time_whatever_the_text(string name)
    {
        var regex = All().First(p => p.Name == name).Regex;
        Assert.Equal(regex.Options.HasFlag(RegexOptions.NonBacktracking) ? Regex.InfiniteMatchTimeout : PatternTime.Most, regex.MatchTimeout); // the former need a time in proportion to the text
        Assert.Empty(Baits(regex).Where(bait => !EndsInTime(regex, bait)).Select(b => b[..Math.Min(b.Length, 60)]));
    }

    [Fact]
    public void A_field_whose_pattern_takes_too_long_is_a_doubt_and_the_others_are_read()
    {
        var view = DocumentView.Of(new Document([new Block(BlockKind.Paragraph, "Un texte.", 1)], []));
        var offer = OfferReader.Try(new SlowReader(), new ReadingContext(view, DateBook.Of(view, null)), new Offer { Language = "fr" });
        Assert.Equal(new Doubt("slow", "field-too-slow", 0, "Un texte."), Assert.Single(offer.Doubts));
        Assert.Equal("fr", offer.Language);
    }

    private static IEnumerable<(string Name, Regex Regex)> All() => new[] { typeof(OfferReader).Assembly, typeof(DocumentReader).Assembly }
        .SelectMany(a => a.GetTypes()).SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(m => m.GetCustomAttribute<GeneratedRegexAttribute>() is not null).Select(m => ($"{m.DeclaringType!.Name}.{m.Name}", (Regex)m.Invoke(null, null)!));

    // The same again and again, and each of the words that the pattern asks for: repeated, and in front of what may never end.
    private static IEnumerable<string> Baits(Regex regex)
    {
        string[] words = [.. (PatternWords.Of(regex.ToString()) ?? []).Take(MostWords)];
        foreach (var piece in Bait.Concat(words.SelectMany(w => new[] { w, w + " " }))) yield return Repeated(piece);
        foreach (var word in words)
        {
            foreach (var piece in (string[])[" ", "a", "a "]) yield return word + Repeated(piece);
        }
    }

    private static string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, Length / piece.Length));

    // A busy machine may take its second from a pattern that needs a thousandth of it, but not three times.
    private static bool EndsInTime(Regex regex, string text)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                return regex.Count(text) >= 0;
            }
            catch (RegexMatchTimeoutException)
            {
                // Once more, then it is told by the answer.
            }
        }

        return false;
    }

    private sealed class SlowReader : IFieldReader
    {
        public Offer Read(ReadingContext context, Offer offer) => throw new RegexMatchTimeoutException("Un texte.", "a+", PatternTime.Most);
    }
}
