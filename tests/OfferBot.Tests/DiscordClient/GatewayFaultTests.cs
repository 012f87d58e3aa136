using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord.Gateway;

namespace OfferBot.Tests.DiscordClient;

/// <summary>A test for each fault that was tried on four known libraries, none of which is right throughout.</summary>
public sealed class GatewayFaultTests
{
    private const int Heartbeat = 1, Identify = 2, Resume = 6;

    [Fact]
    public async Task Asked_to_reconnect_it_resumes_at_the_resume_address()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var first = await test.Gateway.ConnectionAsync(1);
        first.Send(7);

        await ResumesAsync(test, 2);

        Assert.Equal(4000, first.ClosedByBot);
    }

    [Fact]
    public async Task A_session_that_may_be_resumed_is_resumed_on_a_new_connection()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var first = await test.Gateway.ConnectionAsync(1);
        first.Send(9, true);

        await ResumesAsync(test, 2);

        Assert.Equal(4000, first.ClosedByBot);
        Assert.Equal(0, first.Count(Resume));
    }

    [Fact]
    public async Task A_session_that_is_over_is_followed_by_a_new_one_after_some_seconds()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var first = await test.Gateway.ConnectionAsync(1);
        test.Clock.Advance(TimeSpan.FromSeconds(6)); // the place of the first IDENTIFY is over
        first.Send(9, false);
        await first.EndsAsync();

        var wait = await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Single(test.Gateway.Connections);
        test.Clock.Advance(wait);

        await IdentifiesAsync(test, 2);
        Assert.Equal(1000, first.ClosedByBot);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4000)]
    [InlineData(4009)]
    [InlineData(1001)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4005)]
    public async Task A_lost_connection_is_resumed_at_once(int? code)
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var first = await test.Gateway.ConnectionAsync(1);
        if (code is { } number)
            first.Close(number);
        else
            first.Cut();

        await ResumesAsync(test, 2);
    }

    [Fact]
    public async Task A_connection_that_said_too_much_is_resumed_after_a_pause()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var first = await test.Gateway.ConnectionAsync(1);
        // IDENTIFY was the first of the 120 that Discord takes in a minute.
        for (var number = 0; number < 120; number++)
            first.Send(Heartbeat);
        await first.EndsAsync();

        var wait = await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
        Assert.Single(test.Gateway.Connections);
        test.Clock.Advance(wait);

        await ResumesAsync(test, 2);
    }

    [Theory]
    [InlineData(4007)]
    [InlineData(4003)]
    public async Task A_useless_session_is_given_up(int code)
    {
        await using var test = await GatewayTest.StartReadyAsync();
        (await test.Gateway.ConnectionAsync(1)).Close(code);

        var second = test.Gateway.ConnectionAsync(2);
        await test.PassUntilAsync(second);

        await IdentifiesAsync(test, 2);
    }

    [Theory]
    [InlineData(4004, "token")]
    [InlineData(4010, "Discord:Shards")]
    [InlineData(4011, "Discord:Shards")]
    [InlineData(4012, "Update")]
    [InlineData(4013, "Update")]
    [InlineData(4014, "Bot page")]
    public async Task A_fatal_code_ends_it_with_the_fix_in_words(int code, string word)
    {
        await using var test = await GatewayTest.StartReadyAsync();
        (await test.Gateway.ConnectionAsync(1)).Close(code);

        var fatal = Assert.IsType<GatewayEnd.Fatal>(await test.Running.WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal(code, fatal.Code);
        Assert.Contains(word, fatal.Fix, StringComparison.Ordinal);
        Assert.Single(test.Gateway.Connections);
    }

    [Fact]
    public async Task A_heartbeat_that_is_asked_for_is_given_at_once()
    {
        await using var test = await GatewayTest.StartReadyAsync();
        var first = await test.Gateway.ConnectionAsync(1);
        first.Send(Heartbeat);

        await first.SaysAsync(Heartbeat);

        Assert.Equal(2, (int?)first.Said[^1].Data); // READY and one guild
    }

    [Fact]
    public async Task A_connection_that_answers_no_heartbeats_is_left_at_the_next_one()
    {
        await using var test = await GatewayTest.StartReadyAsync(discord => discord.Gateway.Rules.AnswerHeartbeats = false);
        var first = await test.Gateway.ConnectionAsync(1);
        test.Clock.Advance(await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21)));
        await first.SaysAsync(Heartbeat);
        test.Clock.Advance(await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(41), TimeSpan.FromSeconds(42)));

        await ResumesAsync(test, 2);

        Assert.Equal(4000, first.ClosedByBot);
        Assert.Equal(1, first.Count(Heartbeat));
    }

    [Fact]
    public async Task A_refused_resume_is_followed_by_a_new_session_at_the_main_address()
    {
        await using var test = await GatewayTest.StartReadyAsync(discord => discord.Gateway.Rules.Resumes = ResumeFate.Invalid);
        (await test.Gateway.ConnectionAsync(1)).Cut();

        var third = test.Gateway.ConnectionAsync(3);
        await test.PassUntilAsync(third);

        Assert.True((await test.Gateway.ConnectionAsync(2)).AtResumeUrl);
        Assert.Equal(1000, (await test.Gateway.ConnectionAsync(2)).ClosedByBot);
        await IdentifiesAsync(test, 3);
    }

    [Fact]
    public async Task A_session_that_never_resumes_is_given_up_after_three_attempts()
    {
        await using var test = await GatewayTest.StartReadyAsync(discord => discord.Gateway.Rules.Resumes = ResumeFate.Dropped);
        (await test.Gateway.ConnectionAsync(1)).Cut();

        var fifth = test.Gateway.ConnectionAsync(5);
        var waits = await test.PassUntilAsync(fifth);

        Assert.All(test.Gateway.Connections.Skip(1).Take(3), connection => Assert.True(connection is { AtResumeUrl: true } && connection.Count(Resume) == 1));
        Assert.Equal([1, 2], waits.Take(2)); // growing, between the resumes
        await IdentifiesAsync(test, 5);
    }

    [Fact]
    public async Task A_dead_resume_host_is_tried_twice_and_then_the_main_address()
    {
        await using var test = await GatewayTest.StartReadyAsync(discord => discord.Gateway.Rules.DeadResumeHost = true);
        (await test.Gateway.ConnectionAsync(1)).Cut();

        var second = test.Gateway.ConnectionAsync(2);
        var waits = await test.PassUntilAsync(second);
        await (await second).SaysAsync(Resume);
        await test.NextAsync<GatewayEvent.Resumed>();

        Assert.False((await second).AtResumeUrl);
        Assert.Equal([1, 2], waits);
        Assert.Equal(1, test.Gateway.Identified);
    }

    [Fact]
    public async Task A_dead_resume_host_and_a_lost_session_end_in_a_new_one()
    {
        await using var test = await GatewayTest.StartReadyAsync(discord => (discord.Gateway.Rules.DeadResumeHost, discord.Gateway.Rules.Resumes) = (true, ResumeFate.Dropped));
        (await test.Gateway.ConnectionAsync(1)).Cut();

        var third = test.Gateway.ConnectionAsync(3);
        await test.PassUntilAsync(third);

        Assert.Equal(1, (await test.Gateway.ConnectionAsync(2)).Count(Resume));
        await IdentifiesAsync(test, 3);
    }

    [Fact]
    public async Task Silence_instead_of_HELLO_is_left_after_twenty_seconds()
    {
        await using var test = await GatewayTest.StartAsync(discord => discord.Gateway.Rules.SayHello = false);
        var first = await test.Gateway.ConnectionAsync(1);
        var wait = await test.Clock.SomebodyWaitsAsync(TimeSpan.FromSeconds(19), TimeSpan.FromSeconds(20));
        test.Gateway.Rules.SayHello = true;
        test.Clock.Advance(wait);

        await test.PassUntilAsync(test.Gateway.ConnectionAsync(2));

        await IdentifiesAsync(test, 2);
        Assert.Equal(4000, first.ClosedByBot);
    }

    [Fact]
    public async Task An_IDENTIFY_that_is_refused_is_tried_again_and_not_faster_than_allowed()
    {
        await using var test = await GatewayTest.StartAsync(discord => discord.Gateway.Rules.InvalidIdentifies = 2);
        var begun = test.Clock.GetUtcNow();

        await test.PassUntilAsync(test.NextAsync<GatewayEvent.Ready>());

        Assert.Equal(3, test.Gateway.Connections.Count);
        Assert.InRange(test.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
    }

    private static async Task ResumesAsync(GatewayTest test, int number)
    {
        var connection = await test.Gateway.ConnectionAsync(number);
        await connection.SaysAsync(Resume);
        await test.NextAsync<GatewayEvent.Resumed>();
        Assert.True(connection.AtResumeUrl);
        Assert.Equal(0, connection.Count(Identify));
        Assert.Contains("v=10&encoding=json&compress=zlib-stream", connection.Query, StringComparison.Ordinal);
        Assert.Equal(1, test.Gateway.Identified);
    }

    private static async Task IdentifiesAsync(GatewayTest test, int number)
    {
        var connection = await test.Gateway.ConnectionAsync(number);
        await test.PassUntilAsync(connection.SaysAsync(Identify));
        await test.PassUntilAsync(test.NextAsync<GatewayEvent.Ready>());
        Assert.False(connection.AtResumeUrl);
        Assert.Equal(0, connection.Count(Resume));
    }
}
