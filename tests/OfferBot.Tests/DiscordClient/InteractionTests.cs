using System.Text.Json;
using System.Text.Json.Nodes;
using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

public sealed class InteractionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static Task<InteractionAnswer> Says(string text) =>
        Task.FromResult<InteractionAnswer>(new InteractionAnswer.Reply(new MessageCreate { Content = text, Flags = MessageFlags.Ephemeral }));

    [Fact]
    public async Task A_quick_answer_is_the_first_answer()
    {
        await using var test = await Bench.StartAsync(routes => routes.Command("offers search", (call, _) => Says($"{call.Interaction.Text("query")}, {call.Interaction.Locale}")));

        var asked = test.Slash("offers", Sub("search", ("query", "alternance lille")));
        await test.DoneAsync(asked);

        Assert.Equal(4, asked.AnswerType);
        Assert.Equal("alternance lille, fr", asked.Original!.Content);
        Assert.True(asked.Original.Ephemeral);
        Assert.DoesNotContain(test.Discord.Requests, request => request.Authorized);
    }

    [Fact]
    public async Task A_slow_answer_is_put_off_after_a_second_and_filled_in()
    {
        var ready = new TaskCompletionSource<InteractionAnswer>();
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (_, _) => ready.Task));

        var asked = test.Slash("stats");
        await test.WaitsAsync(TimeSpan.FromSeconds(1));
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await asked.AnsweredAsync;
        test.Clock.Advance(TimeSpan.FromMinutes(10));
        ready.SetResult(await Says("42"));
        await test.DoneAsync(asked);

        Assert.Equal(5, asked.AnswerType);
        Assert.Equal(TimeSpan.FromSeconds(1), asked.AnsweredAfter);
        Assert.Equal("42", asked.Original!.Content);
        Assert.True(asked.Original.Ephemeral);
    }

    [Fact]
    public async Task A_slow_button_puts_its_message_off_and_changes_it_later()
    {
        var ready = new TaskCompletionSource<InteractionAnswer>();
        await using var test = await Bench.StartAsync(routes => routes.Component("page", (_, _) => ready.Task, DeferAs.Update));
        var message = await test.PostAsync();

        var pressed = test.Discord.People.Press(test.Discord.Person, test.Discord.Offers.Id, message, "page:2");
        await test.WaitsAsync(TimeSpan.FromSeconds(1));
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await pressed.AnsweredAsync;
        ready.SetResult(new InteractionAnswer.Update(new MessageEdit { Content = "page 2" }));
        await test.DoneAsync(pressed);

        Assert.Equal(6, pressed.AnswerType);
        Assert.Equal("page 2", message.Content);
    }

    [Fact]
    public async Task A_handler_that_fails_is_told_to_the_person_in_their_language()
    {
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (_, _) => throw new InvalidOperationException("no database")));

        var asked = test.Slash("stats");
        await test.DoneAsync(asked);

        Assert.Contains("pas fonctionné", asked.Original!.Content, StringComparison.Ordinal);
        Assert.True(asked.Original.Ephemeral);
        Assert.DoesNotContain("database", asked.Original.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_fails_late_is_told_as_well()
    {
        var ready = new TaskCompletionSource<InteractionAnswer>();
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (_, _) => ready.Task));

        var asked = test.Slash("stats");
        await test.WaitsAsync(TimeSpan.FromSeconds(1));
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await asked.AnsweredAsync;
        ready.SetException(new InvalidOperationException("no database"));
        await test.DoneAsync(asked);

        Assert.Contains("pas fonctionné", asked.Original!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_the_limits_becomes_an_apology_and_not_silence()
    {
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (_, _) => Says(new string('x', 2001))));

        var asked = test.Slash("stats");
        await test.DoneAsync(asked);

        Assert.Contains("pas fonctionné", asked.Original!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_of_long_ago_that_nobody_knows_is_answered()
    {
        await using var test = await Bench.StartAsync(routes => routes);
        var message = await test.PostAsync();
        test.Discord.People.Locale = "en-US";

        var pressed = test.Discord.People.Press(test.Discord.Person, test.Discord.Offers.Id, message, "gone:1");
        await test.DoneAsync(pressed);

        Assert.Contains("no longer available", pressed.Original!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_interaction_twice_is_handled_once()
    {
        var handled = 0;
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (_, _) => Says($"{Interlocked.Increment(ref handled)}")));

        var asked = test.Slash("stats");
        test.Discord.World.Raise("INTERACTION_CREATE", asked.Json, test.Discord.Guild.Id);
        await test.DoneAsync(asked);

        Assert.Equal(1, handled);
        Assert.Single(test.Discord.Requests);
    }

    [Fact]
    public async Task Suggestions_know_what_is_typed_and_late_ones_are_dropped()
    {
        var never = new TaskCompletionSource<IReadOnlyList<CommandChoice>>();
        await using var test = await Bench.StartAsync(routes => routes
            .Suggest("offers search", (interaction, _) => Task.FromResult<IReadOnlyList<CommandChoice>>([new CommandChoice($"{interaction.Focused}={interaction.Text("query")}", "v")]))
            .Suggest("slow", (_, _) => never.Task));

        var typed = test.Discord.People.Type(test.Discord.Person, test.Discord.Offers.Id, "offers", Sub("search", ("query", "lil"), focused: true));
        await test.DoneAsync(typed);
        Assert.Equal("query=lil", (string?)typed.Answer!["data"]!["choices"]![0]!["name"]);

        var slow = test.Discord.People.Type(test.Discord.Person, test.Discord.Offers.Id, "slow", []);
        await test.WaitsAsync(TimeSpan.FromSeconds(2.5));
        test.Clock.Advance(TimeSpan.FromSeconds(2.5));
        await test.DoneAsync(slow);
        Assert.Equal("[]", slow.Answer!["data"]!["choices"]!.ToJsonString());
    }

    [Fact]
    public async Task A_form_opens_and_its_fields_come_back()
    {
        await using var test = await Bench.StartAsync(routes => routes
            .Command("alerts create", (_, _) => Task.FromResult<InteractionAnswer>(new InteractionAnswer.ShowModal(new Modal("alert:new", "Alerte", new Label("Recherche", new TextInput("query"))))))
            .Modal("alert", (call, _) => Says($"{call.Interaction.CustomId} {call.Interaction.Field("query")}")));

        var asked = test.Slash("alerts", Sub("create"));
        await test.DoneAsync(asked);
        var sent = test.Discord.People.Submit(test.Discord.Person, test.Discord.Offers.Id, "alert:new", ("query", "stage"));
        await test.DoneAsync(sent);

        Assert.Equal(9, asked.AnswerType);
        Assert.Equal("alert:new stage", sent.Original!.Content);
    }

    [Fact]
    public async Task A_form_that_comes_too_late_is_said_so()
    {
        var ready = new TaskCompletionSource<InteractionAnswer>();
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (_, _) => ready.Task));

        var asked = test.Slash("stats");
        await test.WaitsAsync(TimeSpan.FromSeconds(1));
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await asked.AnsweredAsync;
        ready.SetResult(new InteractionAnswer.ShowModal(new Modal("m", "t", new TextDisplay("x"))));
        await test.DoneAsync(asked);

        Assert.Contains("trop long", asked.Original!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_messages_follow_the_answer()
    {
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (call, _) =>
        {
            call.Afterwards(async (more, ct) => (await more.SendAsync(new MessageCreate { Content = "et encore" }, ct)).OrThrow());
            call.Afterwards(async (more, ct) => (await more.EditAnswerAsync(new MessageEdit { Content = "changé" }, ct)).OrThrow());
            return Says("d'abord");
        }));

        var asked = test.Slash("stats");
        await test.DoneAsync(asked);

        Assert.Equal("et encore", Assert.Single(asked.FollowUps).Content);
        Assert.Equal("changé", asked.Original!.Content);
    }

    [Fact]
    public async Task An_interaction_that_is_over_is_dropped()
    {
        await using var test = await Bench.StartAsync(routes => routes.Command("stats", (call, _) =>
        {
            call.Afterwards((_, _) => throw new InvalidOperationException("must not be reached"));
            return Says("x");
        }));
        test.Deliver = false;
        var asked = test.Slash("stats");
        test.Clock.Advance(TimeSpan.FromSeconds(4));

        test.Start(asked.Json);
        await test.Dispatcher.DrainAsync();

        Assert.Null(asked.Answer);
        Assert.Single(test.Discord.Requests);
    }

    [Fact]
    public async Task Commands_are_registered_when_their_definition_changed()
    {
        await using var test = await Bench.StartAsync(routes => routes);
        var registrar = new CommandRegistrar(test.Rest, new Hashes());
        var application = new Snowflake(test.Discord.World.Application);
        ApplicationCommand[] commands = [new("offers") { Description = "Offers" }];

        Assert.True((await registrar.RegisterAsync(application, commands, Ct)).OrThrow());
        Assert.False((await registrar.RegisterAsync(application, commands, Ct)).OrThrow());
        Assert.True((await registrar.RegisterAsync(application, [commands[0] with { Description = "All offers" }], Ct)).OrThrow());

        Assert.Equal(2, test.Discord.Commands.Overwrites);
    }

    [Theory]
    [InlineData("""{"id":"1","token":"t","type":2,"data":{"name":"x"}}""", true)]
    [InlineData("""{"id":"1","token":"t","type":99}""", true)]
    [InlineData("""{"id":"1"}""", false)]
    [InlineData("""{"id":{},"token":[]}""", false)]
    [InlineData("[]", false)]
    public void Nothing_but_id_and_token_is_needed(string json, bool read) => Assert.Equal(read, InteractionReader.Read(JsonElement.Parse(json)) is not null);

    private static JsonArray Sub(string name, (string Name, string Value)? option = null, bool focused = false) =>
        [new JsonObject
        {
            ["type"] = 1,
            ["name"] = name,
            ["options"] = option is { } given ? new JsonArray(new JsonObject { ["type"] = 3, ["name"] = given.Name, ["value"] = given.Value, ["focused"] = focused }) : new JsonArray(),
        }];

    private sealed class Hashes : ICommandHashStore
    {
        private readonly Dictionary<string, string> _hashes = [];

        public Task<string?> LoadAsync(string scope, CancellationToken ct) => Task.FromResult(_hashes.GetValueOrDefault(scope));

        public Task SaveAsync(string scope, string hash, CancellationToken ct)
        {
            _hashes[scope] = hash;
            return Task.CompletedTask;
        }
    }

    /// <summary>A dispatcher that gets what people do on a loopback Discord; time stands still.</summary>
    private sealed class Bench : IAsyncDisposable
    {
        private Bench(DiscordSimulator discord, TestClock clock, InteractionRoutes routes)
        {
            (Discord, Clock) = (discord, clock);
            Rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token });
            Dispatcher = new InteractionDispatcher(Rest, routes, time: clock);
            discord.World.Happened += (name, data, _) =>
            {
                if (name == "INTERACTION_CREATE" && Deliver)
                    Start(data);
            };
        }

        public DiscordSimulator Discord { get; }
        public TestClock Clock { get; }
        public DiscordRest Rest { get; }
        public InteractionDispatcher Dispatcher { get; }
        public bool Deliver { get; set; } = true;

        public static async Task<Bench> StartAsync(Func<InteractionRoutes, InteractionRoutes> arrange)
        {
            var clock = new TestClock();
            return new Bench(await DiscordSimulator.StartAsync(new SimOptions { Time = clock }), clock, arrange(new InteractionRoutes()));
        }

        public void Start(JsonObject data) => Dispatcher.Start(new GatewayEvent.InteractionReceived(JsonElement.Parse(data.ToJsonString()), Clock.GetTimestamp()), Ct);

        public SimInteraction Slash(string name, JsonArray? options = null) => Discord.People.Slash(Discord.Person, Discord.Offers.Id, name, options);

        public async Task<SimMessage> PostAsync()
        {
            await Rest.CreateMessageAsync(new Snowflake(Discord.Offers.Id), new MessageCreate { Content = "page 1" }, Ct);
            return Discord.Messages(Discord.Offers.Id)[^1];
        }

        public Task<TimeSpan> WaitsAsync(TimeSpan wait) => Clock.SomebodyWaitsAsync(wait, wait);

        public async Task DoneAsync(SimInteraction interaction)
        {
            await interaction.AnsweredAsync;
            await Dispatcher.DrainAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Rest.Dispose();
            await Discord.DisposeAsync();
        }
    }
}
