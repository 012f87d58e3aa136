using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Discord;
using OfferBot.Tests.DiscordClient;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Discord;

public sealed class DiscordPostTests
{
    private static readonly TestClock Clock = new(); // 10 August 2026
    private static readonly DiscordPost Posts = new(new OfferEmbed(new Calendar(Clock, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")), new ClosingSoon(3)));

    [Fact]
    public void Only_the_role_that_the_admin_named_is_mentioned()
    {
        var post = Of(Some.Offer("Poste pour @everyone et <@&99>"), Manner.Plain with { Mention = "123" });

        Assert.Equal("<@&123>", post.Message.Content);
        Assert.Equal("""{"parse":[],"roles":["123"]}""", System.Text.Json.Nodes.JsonNode.Parse(post.Message.ToJson())!["allowed_mentions"]!.ToJsonString());
        Assert.DoesNotContain("@everyone", post.Message.Embeds![0].Title, StringComparison.Ordinal);
        Assert.Null(post.Edit.Content);
        Assert.Empty(post.Edit.AllowedMentions.Parse);
    }

    [Fact]
    public void Without_a_role_nobody_is_mentioned() => Assert.Null(Of(Some.Offer(), Manner.Plain).Message.Content);

    [Fact]
    public void A_forum_learns_name_tags_and_whether_it_is_over()
    {
        var post = Of(Some.Offer(), Manner.Plain);
        Assert.Equal(("Animatrice nature · Les Mésanges", null), (post.Name, post.Over));
        Assert.Equal(["CDD", "Hauts-de-France"], post.Tags);
        Assert.Equal("Close", Of(Some.Offer(), Manner.Plain, OfferState.Filled).Over);
    }

    [Theory]
    [InlineData("2026-08-14", false)]
    [InlineData("2026-08-13", true)]
    [InlineData("2026-08-10", true)]
    public void An_offer_closes_soon_from_three_days_before_its_deadline(string deadline, bool soon) =>
        Assert.Equal(soon, Of(Some.Offer(deadline: deadline), Manner.Plain).Message.Embeds![0].Description!.Contains("Bientôt close", StringComparison.Ordinal));

    [Fact]
    public void A_change_is_told_in_one_line_with_what_it_was_and_what_it_is()
    {
        var posting = Posting(Some.Offer()) with { Revision = 2, Changes = [new FieldChange("deadline", "2026-09-01", "2026-10-01"), new FieldChange("salary", "Salary { … }", null)] };

        var line = OfferOf(posting, Manner.Plain).Message.Embeds![0].Description!.Split('\n')[0];

        Assert.Equal("-# Modifiée : date limite (1er septembre 2026 → 1er octobre 2026), rémunération", line);
    }

    [Theory]
    [InlineData(OfferState.Filled, "Poste pourvu")]
    [InlineData(OfferState.Expired, "Offre close")]
    [InlineData(OfferState.Withdrawn, "Offre retirée")]
    public void What_is_over_says_so_and_how(OfferState state, string word)
    {
        var embed = Of(Some.Offer(), Manner.Plain, state).Message.Embeds![0];
        Assert.StartsWith($"**{word}", embed.Description, StringComparison.Ordinal);
        Assert.StartsWith("~~", embed.Title, StringComparison.Ordinal);
    }

    private static Post Of(Offer offer, Manner manner, OfferState state = OfferState.Open) => OfferOf(Posting(offer) with { State = state }, manner);

    private static Post OfferOf(Posting posting, Manner manner) => Posts.Of(
        new Delivery(1, 1, new Destination(DestinationKind.DiscordChannel, "1"), "fr", NoticeKind.New, posting.Id.ToString(), 1, 0, false, null, Clock.GetUtcNow()) { Manner = manner }, new Notice.OfOffer(posting));

    private static Posting Posting(Offer offer) => new()
    {
        Id = OfferId.Create("a.md", "hash", 0),
        Sequence = 1,
        Revision = 1,
        State = OfferState.Open,
        Offer = offer,
        Announced = true,
        Path = "a.md",
        Ordinal = 0,
        FirstSeen = Clock.GetUtcNow(),
    };
}
