using OfferBot.DiscordClient;

namespace OfferBot.Tests.DiscordClient;

/// <summary>The client against discord-digital-twin, a Discord that nobody here wrote.</summary>
public sealed class DiscordTwinTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [PeerFact("tests/OfferBot.Tests/peers/node_modules/discord-digital-twin", "../shared/discord-lab/run.mjs")]
    public async Task The_client_works_with_it()
    {
        await using var twin = await DiscordTwin.StartAsync();
        await using var bot = await Bot.StartAsync(twin);

        await PostsAsync(twin, bot);
        await QuickAndSlowAsync(twin, bot);
        await AutocompleteAndFormAsync(twin);
        await ButtonAsync(twin, bot);
    }

    private static async Task PostsAsync(DiscordTwin twin, Bot bot)
    {
        var message = (await bot.Rest.CreateMessageAsync(twin.Offers, new MessageCreate { Content = "bonjour", Embeds = [new Embed { Title = "Offre" }], Nonce = "t1" }, Ct)).OrThrow();
        var edited = (await bot.Rest.EditMessageAsync(twin.Offers, message.Id, new MessageEdit { Content = "changé" }, Ct)).OrThrow();
        var latest = (await bot.Rest.GetMessagesAsync(twin.Offers, 10, Ct)).OrThrow();
        Assert.Equal("changé", edited.Content);
        Assert.Equal(message.Id, Assert.Single(latest).Id);

        var post = (await bot.Rest.CreateForumPostAsync(twin.Forum, new ForumPost("Une offre", new MessageCreate { Content = "texte" }), Ct)).OrThrow();
        var closed = (await bot.Rest.ModifyChannelAsync(post.Id, new ChannelEdit { Archived = true }, Ct)).OrThrow();
        Assert.Equal(twin.Forum, post.ParentId);
        Assert.True(closed.ThreadMetadata?.Archived);

        (await bot.Rest.DeleteMessageAsync(twin.Offers, message.Id, Ct)).OrThrow();
        var gone = await bot.Rest.EditMessageAsync(twin.Offers, message.Id, new MessageEdit { Content = "x" }, Ct);
        Assert.Equal(RejectionKind.MessageGone, Assert.IsType<DiscordFault.Rejected>(gone.FaultOrNull).Kind);
    }

    private static async Task QuickAndSlowAsync(DiscordTwin twin, Bot bot)
    {
        var quick = await twin.DoAsync("slash", new { name = "offers", options = new[] { new { name = "query", type = 3, value = "lille" } } });
        Assert.Equal(4, (int?)(await twin.AckAsync(quick))["type"]);
        Assert.Contains("trouvé : lille", await twin.ContentsAsync());

        var slow = await twin.DoAsync("slash", new { name = "slow", options = Array.Empty<object>() });
        Assert.Equal(5, (int?)(await twin.AckAsync(slow))["type"]);
        bot.LetSlowFinish();
        await bot.Dispatcher.DrainAsync();
        Assert.Contains("enfin", await twin.ContentsAsync());
        Assert.Contains("et encore", await twin.ContentsAsync());
    }

    private static async Task AutocompleteAndFormAsync(DiscordTwin twin)
    {
        var typed = await twin.DoAsync("raw", new { type = 4, data = new { id = "1", name = "offers", type = 1, options = new[] { new { name = "query", type = 3, value = "li", focused = true } } } });
        Assert.Equal(8, (int?)(await twin.AckAsync(typed))["type"]);

        var form = await twin.DoAsync("slash", new { name = "form", options = Array.Empty<object>() });
        Assert.Equal(9, (int?)(await twin.AckAsync(form))["type"]);
        var sent = await twin.DoAsync("modal", new { customId = "form:1", fields = new[] { new { customId = "text", value = "stage" } } });
        Assert.Equal(4, (int?)(await twin.AckAsync(sent))["type"]);
        Assert.Contains("reçu : stage", await twin.ContentsAsync());
    }

    private static async Task ButtonAsync(DiscordTwin twin, Bot bot)
    {
        var row = new ActionRow(Button.Action("page:2", "Suite"));
        var message = (await bot.Rest.CreateMessageAsync(twin.Offers, new MessageCreate { Content = "page 1", Components = [row] }, Ct)).OrThrow();
        var pressed = await twin.DoAsync("button", new { messageId = $"{message.Id}", customId = "page:2" });
        Assert.Equal(7, (int?)(await twin.AckAsync(pressed))["type"]);
        Assert.Contains("page 2", await twin.ContentsAsync());

        var twice = await bot.Rest.AnswerInteractionAsync(Snowflake.Parse((string)pressed["id"]!), (string)pressed["token"]!, new InteractionAnswer.DeferUpdate(), Ct);
        Assert.Equal(40060, Assert.IsType<DiscordFault.Rejected>(twice.FaultOrNull).Code);
        var unknown = await bot.Rest.AnswerInteractionAsync(new Snowflake(5), "no-such-token", new InteractionAnswer.DeferUpdate(), Ct);
        Assert.Equal(RejectionKind.InteractionOver, Assert.IsType<DiscordFault.Rejected>(unknown.FaultOrNull).Kind);
    }

    /// <summary>A bot with a few commands, connected.</summary>
    private sealed class Bot : IAsyncDisposable
    {
        private readonly TaskCompletionSource _slow = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        private Bot(DiscordTwin twin)
        {
            Rest = new DiscordRest(new DiscordRestOptions { ApiUrl = twin.Api, Token = twin.Token });
            Dispatcher = new InteractionDispatcher(Rest, Routes());
            var gateway = new DiscordGateway(Rest, new GatewayOptions { Token = twin.Token });
            _running = Task.WhenAll(gateway.RunAsync(_stop.Token), ReadAsync(gateway));
        }

        public DiscordRest Rest { get; }
        public InteractionDispatcher Dispatcher { get; }
        private TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static async Task<Bot> StartAsync(DiscordTwin twin)
        {
            var bot = new Bot(twin);
            await bot.Ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
            ApplicationCommand[] commands =
            [
                new("offers") { Description = "d", NameLocalizations = new Dictionary<string, string> { ["fr"] = "offres" }, Options = [new CommandOption(OptionType.String, "query", "d") { Autocomplete = true }] },
                new("slow") { Description = "d" },
                new("form") { Description = "d" },
            ];
            Assert.Equal(3, (await bot.Rest.OverwriteCommandsAsync(twin.Application, commands, Ct)).OrThrow().Count);
            return bot;
        }

        public void LetSlowFinish() => _slow.TrySetResult();

        private InteractionRoutes Routes() => new InteractionRoutes()
            .Command("offers", (call, _) => Says($"trouvé : {call.Interaction.Text("query")}"))
            .Suggest("offers", (interaction, _) => Task.FromResult<IReadOnlyList<CommandChoice>>([new CommandChoice($"{interaction.Text("query")}lle", "lille")]))
            .Command("form", (_, _) => Task.FromResult<InteractionAnswer>(new InteractionAnswer.ShowModal(new Modal("form:1", "Alerte", new Label("Recherche", new TextInput("text"))))))
            .Modal("form", (call, _) => Says($"reçu : {call.Interaction.Field("text")}"))
            .Component("page", (_, _) => Task.FromResult<InteractionAnswer>(new InteractionAnswer.Update(new MessageEdit { Content = "page 2", Components = [] })), DeferAs.Update)
            .Command("slow", async (call, _) =>
            {
                call.Afterwards(async (more, ct) => (await more.SendAsync(new MessageCreate { Content = "et encore" }, ct)).OrThrow());
                await _slow.Task;
                return await Says("enfin");
            }, DeferAs.PublicReply);

        private static Task<InteractionAnswer> Says(string text) => Task.FromResult<InteractionAnswer>(new InteractionAnswer.Reply(new MessageCreate { Content = text }));

        private async Task ReadAsync(DiscordGateway gateway)
        {
            await foreach (var happened in gateway.Events.ReadAllAsync())
            {
                if (happened is GatewayEvent.Ready)
                    Ready.TrySetResult();
                if (happened is GatewayEvent.InteractionReceived received)
                    Dispatcher.Start(received, _stop.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            Rest.Dispose();
            _stop.Dispose();
        }
    }
}
