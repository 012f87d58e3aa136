using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;
using OfferBot.Simulators.Discord.Rest;

namespace OfferBot.Tests.DiscordClient;

public sealed class RestLimitTests
{
    private const string Post = "POST /channels/{channel}/messages";
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static MessageCreate Text(int number) => new() { Content = $"{number}", Nonce = $"n{number}" };

    [Fact]
    public async Task Posts_keep_their_order_and_never_run_into_the_limit()
    {
        await using var test = await DiscordTest.StartAsync(RatePlan.None.With(Post, 3, TimeSpan.FromSeconds(5)));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => test.Rest.CreateMessageAsync(test.Offers, Text(number), Ct)));

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"{number}"), test.Discord.Messages(test.Discord.Offers.Id).Select(message => message.Content));
        Assert.DoesNotContain(test.Discord.Requests, request => request.Status == 429);
        Assert.Equal(6, test.Clock.Skipped.Count);
    }

    [Fact]
    public async Task A_full_bucket_holds_up_its_own_channel_only()
    {
        await using var test = await DiscordTest.StartAsync(RatePlan.None.With(Post, 1, TimeSpan.FromSeconds(60)));
        var other = new Snowflake(test.Discord.AddChannel("autre").Id);
        await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct);

        var held = await test.Rest.CreateMessageAsync(test.Offers, Text(2), Ct);
        var passes = await test.Rest.CreateMessageAsync(other, Text(3), Ct);

        var limited = Assert.IsType<DiscordFault.RateLimited>(held.FaultOrNull);
        Assert.Equal(RateLimitScope.User, limited.Scope);
        Assert.InRange(limited.Wait, TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(60.1));
        Assert.Null(passes.FaultOrNull);
        Assert.DoesNotContain(test.Discord.Requests, request => request.Status == 429);
    }

    [Fact]
    public async Task Routes_that_turn_out_to_share_a_bucket_wait_together()
    {
        var shared = new RateRule(2, TimeSpan.FromSeconds(60), "both");
        var plan = new RatePlan(new Dictionary<string, RateRule> { [Post] = shared, ["GET /channels/{channel}"] = shared }, int.MaxValue);
        await using var test = await DiscordTest.StartAsync(plan);
        await test.Rest.GetChannelAsync(test.Offers, Ct);
        await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct);

        var held = await test.Rest.GetChannelAsync(test.Offers, Ct);

        Assert.IsType<DiscordFault.RateLimited>(held.FaultOrNull);
        Assert.Equal(2, test.Discord.Requests.Count);
    }

    [Fact]
    public async Task The_longer_of_body_and_header_is_waited_for()
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("POST", new SimFault.RateLimited(TimeSpan.FromSeconds(2), InHeader: 7));
        test.Discord.Faults.Next("POST", new SimFault.RateLimited(TimeSpan.FromSeconds(4), InHeader: 1));

        var result = await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct);

        Assert.Null(result.FaultOrNull);
        Assert.Equal([7, 4], test.Clock.Skipped.Select(wait => (int)wait.TotalSeconds));
    }

    [Fact]
    public async Task A_long_wait_goes_back_to_the_caller_with_its_code()
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("PATCH", new SimFault.RateLimited(TimeSpan.FromSeconds(1163), InHeader: 1, Code: 30046));

        var result = await test.Rest.EditMessageAsync(test.Offers, new Snowflake(1), new MessageEdit { Content = "x" }, Ct);

        Assert.Equal(new DiscordFault.RateLimited(TimeSpan.FromSeconds(1163), RateLimitScope.User, 30046), result.FaultOrNull);
        Assert.Empty(test.Clock.Skipped);
    }

    [Fact]
    public async Task A_storm_of_429_ends_with_the_wait_in_the_callers_hands()
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("POST", new SimFault.RateLimited(TimeSpan.FromSeconds(1)), times: 100);

        var result = await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct);

        Assert.IsType<DiscordFault.RateLimited>(result.FaultOrNull);
        Assert.Equal(5, test.Discord.Requests.Count);
    }

    [Fact]
    public async Task A_global_limit_holds_up_everything_but_interactions_answers()
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("GET /users/@me", new SimFault.RateLimited(TimeSpan.FromSeconds(30), "global"));
        await test.Rest.GetCurrentUserAsync(Ct);

        var held = await test.Rest.GetChannelAsync(test.Offers, Ct);

        Assert.Equal(RateLimitScope.Global, Assert.IsType<DiscordFault.RateLimited>(held.FaultOrNull).Scope);
        Assert.Single(test.Discord.Requests);
    }

    [Fact]
    public async Task Fifty_requests_a_second_are_not_exceeded()
    {
        await using var test = await DiscordTest.StartAsync(RatePlan.None with { GlobalPerSecond = 50 });
        var channels = Enumerable.Range(0, 120).Select(number => new Snowflake(test.Discord.AddChannel($"c{number}").Id)).ToList();

        test.Clock.SkipUpTo = TimeSpan.Zero;
        var all = Task.WhenAll(channels.Select(channel => test.Rest.CreateMessageAsync(channel, Text(1) with { Nonce = null }, Ct)));
        foreach (var sent in new[] { 50, 100 })
        {
            await test.Discord.WaitForRequestsAsync(sent);
            await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1));
            test.Clock.Advance(TimeSpan.FromSeconds(1.1));
        }
        await all;

        Assert.Equal(120, test.Discord.Requests.Count(request => request.Status == 200));
        Assert.DoesNotContain(test.Discord.Requests, request => request.Status == 429);
    }

    [Fact]
    public async Task A_page_instead_of_an_answer_pauses_everything_for_a_minute()
    {
        await using var test = await DiscordTest.StartAsync();
        test.Discord.Faults.Next("POST", new SimFault.NetworkBan());

        var first = await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct);
        var second = await test.Rest.GetCurrentUserAsync(Ct);

        Assert.Equal(new DiscordFault.RateLimited(TimeSpan.FromSeconds(60), RateLimitScope.Network), first.FaultOrNull);
        Assert.Equal(RateLimitScope.Network, Assert.IsType<DiscordFault.RateLimited>(second.FaultOrNull).Scope);
        Assert.Single(test.Discord.Requests);
    }

    [Fact]
    public async Task Refused_requests_stop_before_Discord_bans_the_address()
    {
        await using var test = await DiscordTest.StartAsync(budget: 3);
        test.Discord.Offers.Permissions = 0;
        for (var number = 0; number < 5; number++)
            await test.Rest.CreateMessageAsync(test.Offers, Text(number), Ct);

        Assert.Equal(3, test.Discord.Requests.Count);
        test.Clock.Advance(TimeSpan.FromMinutes(10));
        test.Discord.Offers.Permissions = SimPermissions.All;
        Assert.Null((await test.Rest.CreateMessageAsync(test.Offers, Text(9), Ct)).FaultOrNull);
    }

    [Fact]
    public async Task A_limit_shared_with_others_is_not_held_against_us()
    {
        await using var test = await DiscordTest.StartAsync(budget: 3);
        test.Discord.Faults.Next("POST", new SimFault.RateLimited(TimeSpan.FromSeconds(1), "shared"), times: 4);

        Assert.Null((await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct)).FaultOrNull);
        Assert.Equal(5, test.Discord.Requests.Count);
    }

    [Fact]
    public async Task A_refused_token_is_used_once()
    {
        await using var test = await DiscordTest.StartAsync(token: "wrong");

        var first = await test.Rest.GetCurrentUserAsync(Ct);
        var second = await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct);

        Assert.Equal(RejectionKind.TokenFault, Assert.IsType<DiscordFault.Rejected>(first.FaultOrNull).Kind);
        Assert.Equal(RejectionKind.TokenFault, Assert.IsType<DiscordFault.Rejected>(second.FaultOrNull).Kind);
        Assert.Single(test.Discord.Requests);
    }

    [Fact]
    public async Task Giving_up_while_waiting_gives_the_turn_to_the_next()
    {
        await using var test = await DiscordTest.StartAsync(RatePlan.None.With(Post, 1, TimeSpan.FromSeconds(5)));
        test.Clock.SkipUpTo = TimeSpan.Zero;
        using var stop = new CancellationTokenSource();
        await test.Rest.CreateMessageAsync(test.Offers, Text(1), Ct);
        var holder = test.Rest.CreateMessageAsync(test.Offers, Text(2), stop.Token);
        var next = test.Rest.CreateMessageAsync(test.Offers, Text(3), Ct);
        await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holder);
        test.Clock.Advance(TimeSpan.FromSeconds(5.1));
        test.Clock.SkipUpTo = TimeSpan.FromSeconds(15);

        Assert.Null((await next).FaultOrNull);
        Assert.Equal(["1", "3"], test.Discord.Messages(test.Discord.Offers.Id).Select(message => message.Content));
    }
}
