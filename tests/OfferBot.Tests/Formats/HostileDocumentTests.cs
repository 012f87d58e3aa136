using System.Text;
using OfferBot.Core.Reading;
using OfferBot.Formats;

namespace OfferBot.Tests.Formats;

public sealed class HostileDocumentTests : IDisposable
{
    private const string Offer = "Offre d'emploi : comptable en CDI à Lille.\n";

    // What is held here is the outcome; a busy machine must not change it.
    private readonly DocumentReader _reader = new(new ReadLimits { Time = TimeSpan.FromMinutes(5) });

    private async Task<string> OutcomeAsync(string name, byte[] content) => await _reader.ReadAsync(name, content, CancellationToken.None) switch
    {
        ReadResult.Read => "read",
        ReadResult.Refused { Fix.Length: > 0, Reason.Length: > 0 } refused => refused.Why,
        var other => $"{other}",
    };

    private Task<string> OutcomeAsync(string name, string content) => OutcomeAsync(name, Encoding.UTF8.GetBytes(content));

    private static string Repeated(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    [Fact]
    public async Task A_hundred_megabytes_are_refused_by_their_size() => Assert.Equal("too-large", await OutcomeAsync("a.txt", new byte[100 * 1024 * 1024]));

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.md")]
    [InlineData("a.html")]
    public async Task Twenty_megabytes_of_text_are_refused_by_their_length(string name) => Assert.Equal("too-long", await OutcomeAsync(name, Repeated(Offer, 400_000)));

    [Theory]
    [InlineData("a.txt", "a")]
    [InlineData("a.txt", "a ")]
    [InlineData("a.txt", "à 1er 2026 € @ : - ")]
    [InlineData("a.md", "[a](b) *c* ~~d~~ ")]
    [InlineData("a.md", "> ")]
    [InlineData("a.md", "[")]
    [InlineData("a.md", "![")]
    [InlineData("a.md", "<div>")]
    [InlineData("a.html", "a. ")]
    [InlineData("a.json", "1,")]
    public async Task A_line_of_a_megabyte_is_read_or_refused_within_its_limits(string name, string unit) =>
        Assert.Contains(await OutcomeAsync(name, Offer + Repeated(unit, 1_000_000 / unit.Length)), new[] { "read", "not-an-offer", "bad-json", "too-long", "too-complex" });

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 € ")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z@a.b.c.d.e.f.g.h.i.j.k.l.m.n.o ")]
    [InlineData("                                                                           \u00A0 x ")]
    [InlineData("chargé·e·s·e·s·e·s·e·s·e·s·e·s·e·s·e·s·e·s·e·s·e·s·e·s·e·s·e·s/trice/trice/trice ")]
    [InlineData("du 1er au 2 au 3 au 4 au 5 au 6 au 7 au 8 au 9 au 10 au 11 janvier février mars ")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((( ")]
    public async Task Bait_for_backtracking_is_read_or_refused_within_its_limits(string bait)
    {
        var text = Offer + Repeated(bait, 2_000);
        Assert.Contains(await OutcomeAsync("a.txt", text), new[] { "read", "not-an-offer" });
        Assert.Contains(await OutcomeAsync("a.md", text), new[] { "read", "not-an-offer" });
    }

    [Fact]
    public async Task Nesting_is_refused_or_flattened()
    {
        Assert.Equal("too-complex", await OutcomeAsync("a.html", Repeated("<div>", 100_000) + Offer));
        Assert.Equal("bad-json", await OutcomeAsync("a.json", Repeated("{\"a\":", 100_000)));
        Assert.Contains(await OutcomeAsync("a.md", Repeated("> ", 100_000) + Offer), new[] { "read", "empty", "not-an-offer", "too-complex" });
        Assert.Contains(await OutcomeAsync("a.md", string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{new string(' ', 2 * i)}- a\n")) + Offer), new[] { "read", "not-an-offer", "too-complex" });
        Assert.Contains(await OutcomeAsync("a.md", $"---\na: {Repeated("[", 100_000)}\n---\n{Offer}"), new[] { "read", "not-an-offer", "too-complex", "unreadable-front-matter" });
    }

    [Fact]
    public async Task Aliases_in_front_matter_do_not_unfold()
    {
        var bomb = new StringBuilder("---\na0: &a0 [x, x]\n");
        for (var i = 1; i < 40; i++) bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n");
        Assert.Contains(await OutcomeAsync("a.md", $"{bomb}---\n{Offer}"), new[] { "read", "not-an-offer" });
    }

    [Fact]
    public async Task The_next_file_is_read()
    {
        await OutcomeAsync("a.html", Repeated("<div>", 100_000));
        Assert.Equal("read", await OutcomeAsync("b.txt", "Offre d'emploi : comptable en CDI\n\nLes Amis du Bois recrutent à Lille un·e comptable. Candidatures à rh@asso.example.org avant le 30 juin 2026.\n"));
    }

    public void Dispose() => _reader.Dispose();
}
