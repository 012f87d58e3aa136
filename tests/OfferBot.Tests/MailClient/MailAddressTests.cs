using FsCheck;
using FsCheck.Fluent;
using OfferBot.MailClient;

namespace OfferBot.Tests.MailClient;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("anne@example.org", null, "anne", "example.org")]
    [InlineData("  Anne Martin <anne.martin+offres@Example.ORG> ", "Anne Martin", "anne.martin+offres", "example.org")]
    [InlineData("\"Martin, \\\"Anne\\\"\" <anne@example.org>", "Martin, \"Anne\"", "anne", "example.org")]
    [InlineData("anne@exämple.org", null, "anne", "xn--exmple-cua.org")]
    [InlineData("<anne@localhost>", null, "anne", "localhost")]
    public void Common_ways_to_write_an_address_are_read(string text, string? name, string local, string domain)
    {
        var address = MailAddress.Parse(text);
        Assert.Equal((name, local, domain), (address.Name, address.Local, address.Domain));
        Assert.Equal(address, MailAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anne")]
    [InlineData("@example.org")]
    [InlineData("anne@")]
    [InlineData("anne@example.org\r\nBcc: x@example.org")]
    [InlineData("anne\n@example.org")]
    [InlineData("anne\0@example.org")]
    [InlineData("anne> RCPT TO:<x@example.org")]
    [InlineData("\"anne@example.com x\"@example.org")]
    [InlineData("anne martin@example.org")]
    [InlineData(".anne@example.org")]
    [InlineData("anne..martin@example.org")]
    [InlineData("anne@[127.0.0.1]")]
    [InlineData("anne@exa_mple.org")]
    [InlineData("anne@example..org")]
    [InlineData("anne@example.org.")]
    [InlineData("anne@-example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("Anne\r\nBcc: x@example.org <anne@example.org>")]
    [InlineData("evil <x@example.org> <anne@example.org>")]
    [InlineData("anne\u200b@example.org")]
    [InlineData("\ud800anne@example.org")]
    public void What_could_mean_another_recipient_or_another_header_is_refused(string text) => Assert.False(MailAddress.TryParse(text, out _));

    [Fact]
    public void An_address_is_as_long_as_the_standard_allows_and_no_longer()
    {
        Assert.True(MailAddress.TryParse($"{new string('a', 64)}@example.org", out _));
        Assert.False(MailAddress.TryParse($"{new string('a', 65)}@example.org", out _));
    }

    [Fact]
    public void Only_a_local_part_beyond_ascii_needs_SMTPUTF8()
    {
        Assert.True(MailAddress.Parse("élodie@example.org").RequiresSmtpUtf8);
        Assert.False(MailAddress.Parse("elodie@éxample.org").RequiresSmtpUtf8);
        // Typed as e and a combining accent, it is the same mailbox.
        Assert.Equal(MailAddress.Parse("élodie@example.org"), MailAddress.Parse("e\u0301lodie@example.org"));
    }

    [Fact]
    public void A_name_with_a_line_break_cannot_be_given() =>
        Assert.Throws<FormatException>(() => MailAddress.Parse("anne@example.org").WithName("Anne\r\nBcc: x@example.org"));

    [Fact]
    public void Whatever_is_accepted_is_safe_on_the_wire() =>
        Prop.ForAll<string, string>((name, spec) =>
        {
            if (!MailAddress.TryParse($"{name} <{spec}@example.org>", out var address)) return true;
            return !address.Address.Any(c => char.IsControl(c) || c is '<' or '>' or ' ' or '"') && !(address.Name ?? "").Any(char.IsControl);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Header_names_values_and_ids_hold_no_line_break()
    {
        Assert.False(HeaderName.TryParse("X-A: b\r\nBcc", out _));
        Assert.False(HeaderName.TryParse("X A", out _));
        Assert.Equal("a b", HeaderValue.Clean(" a\r\n\t b\0 ").Text);
        Assert.Throws<FormatException>(() => HeaderValue.Literal("a\r\nb"));
        Assert.False(MessageId.TryParse("<a@b\r\n>", out _));
        Assert.False(MessageId.TryParse("<a b@c>", out _));
        Assert.Throws<FormatException>(() => new Envelope(null, MailAddress.Parse("a@example.org")) { Id = "a b" });
        Assert.Throws<FormatException>(() => new ListHeaders { Id = "a>\r\nb" });
        Assert.Throws<FormatException>(() => new ListHeaders { UnsubscribePage = new Uri("javascript:alert(1)") });
    }
}
