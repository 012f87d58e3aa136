using FsCheck;
using FsCheck.Fluent;
using OfferBot.Core.Places;

namespace OfferBot.Tests.Places;

public sealed class NameTextTests
{
    private static readonly Gazetteer France = Gazetteer.France;

    [Theory]
    [InlineData("Poste basé à Ivry s/Seine, ou à St-Denis.", "Ivry s/Seine|St-Denis")]
    [InlineData("Déplacements au Havre et aux Sables-d’Olonne", "au Havre|aux Sables-d’Olonne")]
    [InlineData("Saint-Rémy-lès-Chevreuse/Gif-sur-Yvette", "Saint-Rémy-lès-Chevreuse|Gif-sur-Yvette")]
    [InlineData("Rien ici", "")]
    [InlineData("Boulogne-Billancourt (92)", "Boulogne-Billancourt")]
    public void The_longest_names_are_found_in_a_text_and_quoted_as_written(string text, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), NamesIn(text));

    [Fact]
    public void Whatever_the_text_every_part_of_its_key_leads_back_into_it() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
        {
            using var form = NameText.Of(text ?? "");
            for (var at = 0; at < form.Key.Length; at = form.NextWord(at))
            {
                var (start, length) = form.SourceRange(at, Math.Max(1, form.NextWord(at) - at - 1)).GetOffsetAndLength((text ?? "").Length);
                if (length < 1 || start < 0) return false;
            }

            return true;
        }));

    [Theory]
    [InlineData("Ivry s/Seine", "ivry sur seine")]
    [InlineData("L'Haÿ–les–Roses", "l hay les roses")]
    [InlineData("Lyon 3ème cedex 03", "lyon")]
    [InlineData("St-Denis (93)", "saint denis")]
    [InlineData("s/", "s")]
    [InlineData("//a//b//", "a sur b")]
    public void The_key_of_a_name_is_its_words(string name, string key) => Assert.Equal(key, Gazetteer.NameKey(name));

    // Names are written with a capital; the common words that are names too ("ou", "et") are not.
    private static List<string> NamesIn(string text)
    {
        using var form = NameText.Of(text);
        var found = new List<string>();
        for (var at = 0; at < form.Key.Length;)
        {
            var length = France.LongestName(form.Key[at..]);
            var written = length == 0 ? "" : form.AsWritten(at, length).ToString();
            if (!written.Any(char.IsUpper) || France.CommunesNamed(form.Key.Slice(at, length))[0].Population < 5000) at = form.NextWord(at);
            else
            {
                found.Add(written);
                at = form.NextWord(at + length - 1);
            }
        }

        return found;
    }
}
