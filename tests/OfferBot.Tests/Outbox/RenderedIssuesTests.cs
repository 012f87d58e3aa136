using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Mail;
using OfferBot.MailClient.Mime;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

public sealed class RenderedIssuesTests
{
    private readonly RenderedIssues _issues = new(4);
    private int _rendered;

    [Fact]
    public async Task A_correction_is_rendered_once_for_all_who_were_told_the_same()
    {
        var first = await GetAsync(told: 1, now: 2, mail: 10);
        Assert.Same(first, await GetAsync(told: 1, now: 2, mail: 11));
        Assert.Equal(1, _rendered);
        Assert.NotSame(first, await GetAsync(told: 1, now: 2, mail: 11, language: "en"));
        Assert.NotSame(first, await GetAsync(told: 1, now: 2, mail: 11, query: "lille"));
    }

    [Fact]
    public async Task Who_was_told_something_else_or_hears_of_a_later_change_gets_a_letter_of_their_own()
    {
        var first = await GetAsync(told: 1, now: 2, mail: 10);
        Assert.NotSame(first, await GetAsync(told: 2, now: 3, mail: 10));
        Assert.NotSame(first, await GetAsync(told: 1, now: 3, mail: 10));
        Assert.Equal(3, _rendered);
    }

    private Task<PreparedLetter> GetAsync(int told, int now, long mail, string language = "fr", string query = "") => _issues.GetAsync(
        new Notice.OfCorrection(new Correction(Posting(told), Posting(now)), mail, query), language, () =>
        {
            _rendered++;
            return Task.FromResult(new PreparedLetter("Changement", new MailTemplate("Un changement.", null, [])));
        });

    private static Posting Posting(int revision) => new()
    {
        Id = OfferId.Create("a.md", "hash", 0),
        Sequence = 1,
        Revision = revision,
        State = OfferState.Open,
        Offer = Some.Offer(),
        Announced = true,
        Path = "a.md",
        Ordinal = 0,
        FirstSeen = new DateTimeOffset(2026, 8, 10, 8, 0, 0, TimeSpan.Zero),
    };
}
