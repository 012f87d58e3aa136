using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OfferBot.DiscordClient;

namespace OfferBot.Tests.DiscordClient;

public sealed class DiscordTextTests
{
    [Theory]
    [InlineData("**gras** et _italique_", @"\*\*gras\*\* et \_italique\_")]
    [InlineData("[cliquez](https://example.org/piege)", @"\[cliquez\](https://example.org/piege)")]
    [InlineData("# Titre\n- point\n1. un\n> cité", "\\# Titre\n\\- point\n1\\. un\n\\> cité")]
    [InlineData("mi-temps, C#, 3.5 jours", "mi-temps, C#, 3.5 jours")]
    [InlineData("||caché|| `code` ~~faux~~", @"\|\|caché\|\| \`code\` \~\~faux\~\~")]
    [InlineData("https://example.org/une_offre*1*?a_b=c fin", "https://example.org/une_offre*1*?a_b=c fin")]
    [InlineData("sonnez @everyone", "sonnez @\u200Beveryone")]
    [InlineData("<@123> <@&4> <#5> <t:0:R>", "\\<\u200B@123\\> \\<\u200B@&4\\> \\<\u200B#5\\> \\<\u200Bt:0:R\\>")]
    [InlineData("a\u202Eb\u0007c", "abc")]
    [InlineData("Chargé·e de mission 👩🏽‍💻", "Chargé·e de mission 👩🏽‍💻")]
    public void A_strangers_text_is_shown_as_it_is(string text, string escaped) => Assert.Equal(escaped, DiscordText.Escape(text));

    [Theory]
    [InlineData("court", 10, "court")]
    [InlineData("une phrase un peu trop longue", 20, "une phrase un peu…")]
    [InlineData("aaaa👩🏽‍💻bbbb", 8, "aaaa…")]
    [InlineData(@"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\*\*", 36, @"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\*…")]
    [InlineData(@"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\*\*", 35, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…")]
    [InlineData("abc", 1, "…")]
    public void A_long_text_is_cut_between_characters_and_marked(string text, int limit, string cut) => Assert.Equal(cut, DiscordText.Truncate(text, limit));

    [Fact]
    public void A_cut_text_never_exceeds_its_limit_and_never_splits_a_character() =>
        Prop.ForAll<string, byte>((text, limit) =>
        {
            var cut = DiscordText.Truncate(text ?? "", limit + 1);
            return cut.Length <= limit + 1 && (cut == (text ?? "") || IsWhole(text!, cut.TrimEnd('…')));
        }).QuickCheckThrowOnFailure();

    private static bool IsWhole(string text, string start) =>
        start.Length == 0 || StringInfo.ParseCombiningCharacters(text).Append(text.Length).Any(end => text[..end].TrimEnd().TrimEnd('…').TrimEnd('\\') == start.TrimEnd().TrimEnd('\\'));

    [Fact]
    public void No_mention_survives() =>
        Prop.ForAll<string>(text =>
        {
            var escaped = DiscordText.Escape($"{text}@everyone{text}<@1>@here");
            return !escaped.Contains("@everyone", StringComparison.Ordinal) && !escaped.Contains("@here", StringComparison.Ordinal) && !escaped.Contains("<@1", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Moments_and_links_have_Discords_notation()
    {
        Assert.Equal("<t:1786320000:R>", DiscordText.Timestamp(new DateTimeOffset(2026, 8, 10, 0, 0, 0, TimeSpan.Zero), TimestampStyle.Relative));
        Assert.Equal(@"[l\[offre\]](https://example.org/a%28b%29)", DiscordText.Link("l[offre]", new Uri("https://example.org/a(b)")));
    }

    [Theory]
    [InlineData("1234567890123456789", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData(" 1", false)]
    [InlineData("18446744073709551616", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_id_is_digits_and_nothing_else(string? text, bool good)
    {
        Assert.Equal(good, Snowflake.TryParse(text, out var id));
        Assert.Equal(good, !id.IsNone);
    }

    [Fact]
    public void An_id_tells_when_it_was_made()
    {
        var moment = new DateTimeOffset(2026, 8, 10, 8, 0, 0, TimeSpan.Zero);

        Assert.Equal(moment, Snowflake.At(moment).CreatedAt);
    }
}
