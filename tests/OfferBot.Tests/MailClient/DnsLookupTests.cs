using OfferBot.MailClient.Dns;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.MailClient;

public sealed class DnsLookupTests
{
    [Fact]
    public async Task Texts_are_put_together_from_their_strings_and_names_that_are_not_there_have_none()
    {
        await using var dns = new LoopbackDns();
        var key = "v=DKIM1; k=rsa; p=" + new string('A', 380);
        dns.Text("s._domainkey.example.org", key);
        dns.Text("example.org", "v=spf1 -all");
        dns.Text("example.org", "été");
        Assert.Equal([key], await TextsAsync(dns, "S._domainkey.Example.org."));
        Assert.Equal(["v=spf1 -all", "été"], await TextsAsync(dns, "example.org"));
        Assert.Empty(await TextsAsync(dns, "nothing.example.org"));
        Assert.Equal(0, dns.Streams);
    }

    [Fact]
    public async Task What_does_not_fit_into_a_datagram_is_asked_for_by_TCP()
    {
        await using var dns = new LoopbackDns();
        var key = "v=DKIM1; k=rsa; p=" + new string('A', 700);
        dns.Text("s._domainkey.example.org", key);
        Assert.Equal([key], await TextsAsync(dns, "s._domainkey.example.org"));
        Assert.Equal(1, dns.Streams);
    }

    [Fact]
    public async Task Hosts_that_take_mail_are_read()
    {
        await using var dns = new LoopbackDns();
        dns.Mail("example.org", "mx1.example.org");
        dns.Mail("example.org", "mx2.example.org");
        Assert.Equal(["mx1.example.org", "mx2.example.org"], Assert.IsType<DnsAnswer.Found>(await Lookup(dns).MailHostsAsync("example.org", default)).Values);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task An_error_of_the_server_is_not_taken_for_a_missing_record(int error)
    {
        await using var dns = new LoopbackDns { Error = error };
        Assert.Contains($"error {error}", Assert.IsType<DnsAnswer.Unknown>(await Lookup(dns).TextsAsync("example.org", default)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_garbage_is_refused_wherever_it_is_cut()
    {
        await using var dns = new LoopbackDns();
        dns.Text("example.org", "v=spf1 -all");
        dns.Mail("example.org", "mx1.example.org");
        // Past the question, so that it is heard as an answer at all.
        const int Question = 12 + 13 + 4;
        for (var cut = 0; cut < 20; cut++)
        {
            dns.Spoil = answer => answer[..Math.Min(answer.Length, Question + cut)];
            Assert.IsType<DnsAnswer.Unknown>(await Lookup(dns).TextsAsync("example.org", default));
            Assert.IsType<DnsAnswer.Unknown>(await Lookup(dns).MailHostsAsync("example.org", default));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..example.org")]
    [InlineData("a-label-that-is-far-longer-than-the-sixty-three-letters-that-dns-can-hold.example.org")]
    public async Task What_is_no_name_is_not_asked_for(string name)
    {
        await using var dns = new LoopbackDns();
        Assert.IsType<DnsAnswer.Unknown>(await Lookup(dns).TextsAsync(name, default));
    }

    private static DnsLookup Lookup(LoopbackDns dns) => new([dns.Address], TimeProvider.System);

    private static async Task<IReadOnlyList<string>> TextsAsync(LoopbackDns dns, string name) => Assert.IsType<DnsAnswer.Found>(await Lookup(dns).TextsAsync(name, default)).Values;
}
