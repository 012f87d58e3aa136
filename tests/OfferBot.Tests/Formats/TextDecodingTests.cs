using System.Text;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

public class TextDecodingTests
{
    private const string Sample = "Chargé·e de mission « Déchets »\nL’équipe cherche une œuvre à 20 €\n";

    public static TheoryData<string> EncodingNames => ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE", "windows-1252"];

    private static string Decode(byte[] bytes)
    {
        Assert.True(TextDecoding.TryDecode(bytes, out var text, out var refused), refused?.Reason);
        return text;
    }

    private static Encoding Named(string name) => name == "windows-1252" ? TextDecoding.Windows1252 : Encoding.GetEncoding(name);

    [Theory]
    [MemberData(nameof(EncodingNames))]
    public void A_text_with_its_byte_order_mark_reads_the_same_in_every_encoding(string name)
    {
        var encoding = Named(name);
        Assert.Equal(Sample, Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Sample)]));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void A_text_without_a_mark_is_recognised(string name) => Assert.Equal(Sample, Decode(Named(name).GetBytes(Sample)));

    [Fact]
    public void A_text_cut_inside_a_character_loses_only_that_character() =>
        Assert.Equal("Été : poste situ", Decode(Encoding.UTF8.GetBytes("Été : poste situé")[..^1]));

    [Fact]
    public void Utf8_with_one_bad_byte_keeps_its_accents() =>
        Assert.Equal("Chargé à la frontière, été", Decode([.. "Chargé à la frontière, "u8, 0xE9, .. "té"u8]));

    [Theory]
    [InlineData("ChargÃ©e de mission Ã  Lille, lâ€™association dâ€™Ã‰cologie", "Chargée de mission à Lille, l’association d’Écologie")]
    [InlineData("Å“uvre et 1 500 â‚¬ Â« net Â» – chargÃ©", "œuvre et 1 500 € « net » – chargé")]
    [InlineData("Château, SÃO PAULO, Âge et l’Â", "Château, SÃO PAULO, Âge et l’Â")]
    public void Mojibake_is_repaired_only_where_it_is_sure(string given, string expected) => Assert.Equal(expected, Decode(Encoding.UTF8.GetBytes(given)));

    [Theory]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("of\uFB01ce e\uFB00ectif", "office effectif")]
    [InlineData("35\u00A0h, 1\u202F500\u2009€", "35 h, 1 500 €")]
    [InlineData("dévelop\u00ADpement dura\u200Bble\uFEFF", "développement durable")]
    [InlineData("a\r\nb\rc\u0085d\fe\u2028f", "a\nb\nc\nd\ne\nf")]
    [InlineData("l\u0092équipe", "l’équipe")]
    [InlineData("un\0 texte\u0007", "un texte")]
    [InlineData("non\u2011lucratif", "non-lucratif")]
    [InlineData("a\uFFFEb\uFFFFc", "abc")]
    public void Characters_that_a_reader_cannot_see_do_not_stay(string given, string expected) => Assert.Equal(expected, Decode(Encoding.UTF8.GetBytes(given)));

    [Theory]
    [InlineData("• Animer\n•Former", "- Animer\n- Former")]
    [InlineData("\uF0B7 Animer\n  \uF0A7\tFormer", "- Animer\n  - Former")]
    [InlineData("➢ Animer\n▪ Former", "- Animer\n- Former")]
    [InlineData("o\tAnimer\no Former\no o", "- Animer\n- Former\no o")]
    [InlineData("· Animer\nun·e chargé·e", "- Animer\nun·e chargé·e")]
    public void Bullets_of_every_program_become_one(string given, string expected) => Assert.Equal(expected, Decode(Encoding.UTF8.GetBytes(given)));

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() => Assert.Equal("a\uFFFDb", TextCleaning.Clean("a\uD800b"));

    [Theory]
    [InlineData("%PDF-1.7 ...", "a PDF")]
    [InlineData("{\\rtf1\\ansi", "an RTF document")]
    [InlineData("\u0001\u0002\u0003\u0004\0\u0005ab", "binary data")]
    public void Bytes_that_are_no_text_are_refused_with_what_they_are(string content, string what)
    {
        Assert.False(TextDecoding.TryDecode(Encoding.Latin1.GetBytes(content), out _, out var refused));
        Assert.Equal("binary", refused.Why);
        Assert.Contains(what, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_much_text_is_refused_before_it_is_decoded()
    {
        Assert.False(TextDecoding.TryDecode(new byte[9_000_000], out _, out var refused));
        Assert.Equal("too-long", refused.Why);
    }
}
