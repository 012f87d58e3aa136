using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Tests.DiscordClient;

public sealed class RestRetryTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public static TheoryData<string> Troubles => ["500", "502", "done-then-502", "cut-before", "cut-after"];

    private static SimFault Trouble(string name) => name switch
    {
        "500" => new SimFault.Answer(500),
        "502" => new SimFault.Answer(502),
        "done-then-502" => new SimFault.DoneThenError(502),
        "cut-before" => new SimFault.CutBefore(),
        _ => new SimFault.CutAfter(),
    };

    [Theory, MemberData(nameof(Troubles))]
    public async Task With_a_nonce_a_post_is_there_exactly_once_whatever_broke(string trouble)
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("POST", Trouble(trouble), times: 3);

        var result = await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = "x", Nonce = "once" }, Ct);

        Assert.Null(result.FaultOrNull);
        Assert.Single(test.Discord.Messages(test.Discord.Offers.Id));
        Assert.Equal(4, test.Discord.Requests.Count);
    }

    [Theory, MemberData(nameof(Troubles))]
    public async Task Without_a_nonce_a_lost_post_is_not_sent_again(string trouble)
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("POST", Trouble(trouble));

        var result = await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = "x" }, Ct);

        Assert.True(Assert.IsType<DiscordFault.Unreachable>(result.FaultOrNull).MaybeDone);
        Assert.Single(test.Discord.Requests);
    }

    [Theory, MemberData(nameof(Troubles))]
    public async Task An_edit_is_repeated_because_it_does_no_harm(string trouble)
    {
        await using var test = await DiscordTest.StartAsync();
        var sent = (await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = "x" }, Ct)).OrThrow();
        test.Discord.Faults.Next("PATCH", Trouble(trouble), times: 2);

        var edited = (await test.Rest.EditMessageAsync(test.Offers, sent.Id, new MessageEdit { Content = "y" }, Ct)).OrThrow();

        Assert.Equal("y", edited.Content);
    }

    [Fact]
    public async Task Retries_end_and_say_what_is_wrong()
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("GET", new SimFault.Answer(503), times: 100);

        var result = await test.Rest.GetChannelAsync(test.Offers, Ct);

        Assert.Equal(new DiscordFault.Unreachable("Discord answered HTTP 503", MaybeDone: true), result.FaultOrNull);
        Assert.Equal(5, test.Discord.Requests.Count);
        // 0.5, 1, 2, 4 s, each half to one and a half times as long.
        Assert.Equal(4, test.Clock.Skipped.Count);
        Assert.All(test.Clock.Skipped.Zip([0.5, 1, 2, 4]), wait => Assert.InRange(wait.First.TotalSeconds, wait.Second * 0.49, wait.Second * 1.51));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_can_have_been_done()
    {
        var test = await DiscordTest.StartAsync(attempts: 2);
        await test.Discord.DisposeAsync();

        var result = await test.Rest.CreateMessageAsync(test.Offers, new MessageCreate { Content = "x" }, Ct);

        Assert.False(Assert.IsType<DiscordFault.Unreachable>(result.FaultOrNull).MaybeDone);
        test.Rest.Dispose();
    }

    [Fact]
    public async Task Something_else_at_the_address_is_told_and_not_taken_for_Discord()
    {
        await using var test = await DiscordTest.StartAsync();
        using var wrong = new DiscordRest(new DiscordRestOptions { ApiUrl = test.Discord.Root, Token = "x", MaxAttempts = 1 }, test.Clock);

        var result = await wrong.GetChannelAsync(new Snowflake(1), Ct);

        Assert.NotNull(result.FaultOrNull);
    }
}
