using System.Text;
using OfferBot.MailClient.Mime;
using OfferBot.MailClient.Reports;

namespace OfferBot.Tests.MailClient;

public sealed class MailTemplateTests
{
    private const string Mark = "https://3f2a.invalid/leave";

    [Theory]
    [InlineData("https://example.org/u/abc?x=1&y=2")]
    [InlineData("")]
    [InlineData("Élise à l’île")]
    public void A_filled_template_reads_as_the_text_with_the_values_in_it(string value)
    {
        var (text, html) = ($"Bonjour,\n. un point\nFrom ici {Mark} ou {Mark}\ndernière ligne ", $"<a href=\"{Mark}\">é</a>{new string('x', 400)}{Mark}");
        var bytes = Write(text, html, value);
        Assert.Equal(text.Replace(Mark, value, StringComparison.Ordinal), PartOf(bytes, 0));
        Assert.Equal(html.Replace(Mark, System.Net.WebUtility.HtmlEncode(value), StringComparison.Ordinal), PartOf(bytes, 1));
        Assert.All(Encoding.ASCII.GetString(bytes).Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
        Assert.DoesNotContain((byte)0xC3, bytes);
    }

    [Fact]
    public void A_value_too_many_is_a_fault() =>
        Assert.Throws<ArgumentException>(() => MimeWriter.Write(Mails.Plain("anne@example.org", "x"), new MailTemplate("a", null, [Mark]), ["1", "2"], new System.Buffers.ArrayBufferWriter<byte>()));

    // What stands before the boundary, whose own line end is not part of it.
    private static string PartOf(byte[] mail, int part) => MailParts.Read(Encoding.Latin1.GetString(mail)).Parts()[part].Decoded()[..^1];

    private static byte[] Write(string text, string html, string value)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        MimeWriter.Write(Mails.Plain("anne@example.org", "not looked at"), new MailTemplate(text, html, [Mark]), [value], output);
        return output.WrittenSpan.ToArray();
    }
}
