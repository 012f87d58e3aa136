using System.Reflection;
using System.Text.Json.Nodes;
using OfferBot.DiscordClient;
using OfferBot.Simulators.Discord;

namespace OfferBot.Tests.DiscordClient;

/// <summary>
/// Every request that the client can make, and every answer of the simulated Discord, held against Discord's own OpenAPI description.
/// </summary>
public sealed class OpenApiTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>Where the description is wrong and practice is right.</summary>
    private static readonly string[] Exceptions =
    [
        // The description wants an integer; the documentation and every library have a string, and Discord takes it.
        "default_member_permissions",
    ];

    [PeerFact("/usr/lib/python3/dist-packages/jsonschema", "../shared/discord-lab/oracle.py")]
    public async Task Every_request_and_every_answer_is_as_Discord_describes_them()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var recorder = new Recorder();
        using var rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token }, handler: recorder);

        await new Everything(rest, discord).DoAsync();

        Assert.All(recorder.Calls, call => Assert.InRange(call.Status, 200, 204));
        var (exit, output) = await Peer.RunAsync(Peer.Python, ["-W", "ignore", Peer.Script("check_openapi.py"), Peer.Lab], recorder.ToJsonLines());
        Assert.Equal(0, exit);
        var faults = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(fault => !Exceptions.Any(known => fault.Contains(known, StringComparison.Ordinal)));
        Assert.False(faults.Any(), string.Join("\n", faults));
    }

    [Fact]
    public async Task Every_method_of_the_client_is_among_them()
    {
        await using var discord = await DiscordSimulator.StartAsync();
        using var recorder = new Recorder();
        using var rest = new DiscordRest(new DiscordRestOptions { ApiUrl = discord.ApiUrl, Token = discord.Token }, handler: recorder);

        await new Everything(rest, discord).DoAsync();

        var routes = typeof(DiscordRest).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Count(method => method.Name.EndsWith("Async", StringComparison.Ordinal));
        // Two of the methods serve the whole application or one guild.
        Assert.Equal(routes + 2, recorder.Calls.Select(call => $"{call.Method} {Shape(call.Path, discord)}").Distinct().Count());
    }

    private static string Shape(string path, DiscordSimulator discord) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(part =>
            part == $"{discord.Forum.Id}" && path.EndsWith("/threads", StringComparison.Ordinal) ? "forum" : part.StartsWith("itok", StringComparison.Ordinal) ? "token" : ulong.TryParse(part, out _) ? "id" : part));

    private sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
    {
        public List<(string Method, string Path, JsonNode? Body, int Status, JsonNode? Answer)> Calls { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = request.Content is MultipartFormDataContent form ? form.First() : request.Content;
            var body = content is null ? null : await content.ReadAsStringAsync(cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            var said = await answer.Content.ReadAsStringAsync(cancellationToken);
            Calls.Add((request.Method.Method, request.RequestUri!.PathAndQuery, Parse(body), (int)answer.StatusCode, Parse(said)));
            return answer;
        }

        public string ToJsonLines() => string.Join('\n', Calls.Select(call => new JsonObject
        {
            ["method"] = call.Method,
            ["path"] = call.Path,
            ["body"] = call.Body?.DeepClone(),
            ["status"] = call.Status,
            ["answer"] = call.Answer?.DeepClone(),
        }.ToJsonString()));

        private static JsonNode? Parse(string? text) => string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);
    }

    /// <summary>Calls everything once or more, with every field that can be set.</summary>
    private sealed class Everything(DiscordRest rest, DiscordSimulator discord)
    {
        private readonly Snowflake _channel = new(discord.Offers.Id);
        private readonly Snowflake _forum = new(discord.Forum.Id);
        private readonly Snowflake _application = new(discord.World.Application);

        public async Task DoAsync()
        {
            await MessagesAsync();
            await ChannelsAsync();
            await CommandsAsync();
            await InteractionsAsync();
        }

        private static Embed Card => new()
        {
            Title = "Offre",
            Description = "Texte",
            Url = "https://example.org/1",
            Timestamp = new DateTimeOffset(2026, 8, 1, 0, 0, 0, TimeSpan.FromHours(2)),
            Color = 1,
            Footer = new EmbedFooter("f") { IconUrl = "https://example.org/i.png" },
            Author = new EmbedAuthor("a") { Url = "https://example.org", IconUrl = "https://example.org/i.png" },
            Image = new EmbedMedia("https://example.org/i.png"),
            Thumbnail = new EmbedMedia("attachment://a.png"),
            Fields = [new EmbedField("n", "v", true)],
        };

        private static Component[] Rows =>
        [
            new ActionRow(Button.Link("l", "https://example.org"), Button.Action("b", "b", ButtonStyle.Danger) with { Disabled = true, Emoji = new PartialEmoji("🌱") }),
            new ActionRow(new StringSelect("s", [new SelectOption("l", "v") { Description = "d", Default = true, Emoji = new PartialEmoji("🌱") }]) { Placeholder = "p", MinValues = 0, MaxValues = 1, Disabled = false }),
            new ActionRow(new EntitySelect(SelectKind.Channel, "c") { ChannelTypes = [ChannelType.GuildText], Placeholder = "p", MinValues = 0, MaxValues = 2 }),
            new ActionRow(new EntitySelect(SelectKind.User, "u")),
        ];

        private static MessageCreate Full => new()
        {
            Content = "x",
            Embeds = [Card],
            Components = [.. Rows.Take(4)],
            Flags = MessageFlags.SuppressNotifications,
            AllowedMentions = new AllowedMentions { Parse = ["users"], Roles = [new Snowflake(5)] },
            Files = [new DiscordFile("a.png", new byte[] { 1 }, "image/png") { Description = "d" }],
        };

        private static MessageCreate V2 => new()
        {
            Flags = MessageFlags.IsComponentsV2,
            Components =
            [
                new Container([new TextDisplay("t"), new Separator { Divider = true, Spacing = 2 }, new Section([new TextDisplay("u")], new Thumbnail(new EmbedMedia("https://example.org/i.png")) { Description = "d" })])
                    { AccentColor = 5, Spoiler = false },
                new Section([new TextDisplay("w")], Button.Action("x", "x")),
            ],
        };

        private async Task MessagesAsync()
        {
            var sent = (await rest.CreateMessageAsync(_channel, Full with { Nonce = "n" }, Ct)).OrThrow();
            (await rest.CreateMessageAsync(_channel, V2, Ct)).OrThrow();
            (await rest.CreateMessageAsync(_channel, new MessageCreate { Content = "r", MessageReference = new MessageReference(sent.Id) }, Ct)).OrThrow();
            var edit = new MessageEdit { Content = "", Embeds = [Card], Components = [.. Rows.Take(1)], Flags = MessageFlags.SuppressEmbeds, KeepAttachments = [new Snowflake(1)] };
            (await rest.EditMessageAsync(_channel, sent.Id, edit, Ct)).OrThrow();
            (await rest.GetMessageAsync(_channel, sent.Id, Ct)).OrThrow();
            (await rest.GetMessagesAsync(_channel, 5, Ct, after: new Snowflake(1))).OrThrow();
            (await rest.StartThreadAsync(_channel, sent.Id, new ThreadCreate("t") { AutoArchiveDuration = 60 }, Ct)).OrThrow();
            (await rest.DeleteMessageAsync(_channel, sent.Id, Ct)).OrThrow();
            var news = (await rest.CreateMessageAsync(new Snowflake(discord.News.Id), Full, Ct)).OrThrow();
            (await rest.CrosspostAsync(new Snowflake(discord.News.Id), news.Id, Ct)).OrThrow();
            (await rest.CreateDmAsync(new Snowflake(discord.Person), Ct)).OrThrow();
        }

        private async Task ChannelsAsync()
        {
            (await rest.GetChannelAsync(_channel, Ct)).OrThrow();
            var forum = (await rest.ModifyChannelAsync(_channel, new ChannelEdit { Name = "offres" }, Ct)).OrThrow();
            Assert.Equal("offres", forum.Name);
            forum = (await rest.ModifyChannelAsync(_forum, new ChannelEdit { AvailableTags = [new ForumTag("CDI") { Moderated = false, EmojiName = "🌱" }], Flags = ChannelFlags.RequireTag }, Ct)).OrThrow();
            (await rest.ModifyChannelAsync(_forum, new ChannelEdit { AvailableTags = forum.AvailableTags }, Ct)).OrThrow();
            var post = (await rest.CreateForumPostAsync(_forum, new ForumPost("p", Full with { AllowedMentions = AllowedMentions.None }) { AppliedTags = [forum.AvailableTags![0].Id!.Value], AutoArchiveDuration = 1440 }, Ct)).OrThrow();
            (await rest.ModifyChannelAsync(post.Id, new ChannelEdit { Archived = true, Locked = true, AppliedTags = [], AutoArchiveDuration = 10080 }, Ct)).OrThrow();
            Assert.Equal(post.Id, Assert.Single((await rest.GetArchivedThreadsAsync(_forum, 100, Ct)).OrThrow().Threads).Id);
            Assert.Empty((await rest.GetArchivedThreadsAsync(_forum, 100, Ct, DateTimeOffset.UtcNow.AddDays(-1))).OrThrow().Threads);
            (await rest.StartThreadAsync(_channel, new ThreadCreate("t"), Ct)).OrThrow();
            Assert.NotEmpty((await rest.GetActiveThreadsAsync(new Snowflake(discord.Guild.Id), Ct)).OrThrow().Threads);
            (await rest.GetGatewayBotAsync(Ct)).OrThrow();
            (await rest.GetCurrentApplicationAsync(Ct)).OrThrow();
            (await rest.GetCurrentUserAsync(Ct)).OrThrow();
        }

        private async Task CommandsAsync()
        {
            var words = new Dictionary<string, string> { ["fr"] = "offres" };
            ApplicationCommand[] commands =
            [
                new("offers")
                {
                    Description = "d", NameLocalizations = words, DescriptionLocalizations = words, DefaultMemberPermissions = Permissions.ManageGuild,
                    Options =
                    [
                        new CommandOption(OptionType.SubCommandGroup, "g", "d") { Options = [new CommandOption(OptionType.SubCommand, "s", "d") { Options = Parameters }] },
                        new CommandOption(OptionType.SubCommand, "t", "d"),
                    ],
                },
                new("Voir l'offre") { Type = CommandType.Message },
            ];
            (await rest.OverwriteCommandsAsync(_application, commands, Ct, new Snowflake(discord.Guild.Id))).OrThrow();
            commands[0] = commands[0] with { Contexts = [InteractionContext.Guild, InteractionContext.BotDm], IntegrationTypes = [Installation.Guild, Installation.User] };
            (await rest.OverwriteCommandsAsync(_application, commands, Ct)).OrThrow();
            (await rest.GetCommandsAsync(_application, Ct)).OrThrow();
            (await rest.GetCommandsAsync(_application, Ct, new Snowflake(discord.Guild.Id))).OrThrow();
        }

        private static CommandOption[] Parameters =>
        [
            new(OptionType.String, "query", "d") { Required = true, Autocomplete = true, MinLength = 1, MaxLength = 100 },
            new(OptionType.String, "rhythm", "d") { Choices = [new CommandChoice("chaque jour", "daily") { NameLocalizations = new Dictionary<string, string> { ["fr"] = "jour" } }] },
            new(OptionType.Integer, "page", "d") { MinValue = 1, MaxValue = 10, Choices = null },
            new(OptionType.Number, "rate", "d") { Choices = [new CommandChoice("half", 0.5)] },
            new(OptionType.Channel, "channel", "d") { ChannelTypes = [ChannelType.GuildText, ChannelType.GuildForum] },
            new(OptionType.Boolean, "mail", "d"), new(OptionType.User, "user", "d"), new(OptionType.Role, "role", "d"), new(OptionType.Mentionable, "who", "d"), new(OptionType.Attachment, "file", "d"),
        ];

        private async Task InteractionsAsync()
        {
            var channel = discord.Offers.Id;
            var modal = new Modal("m", "t", new TextDisplay("x"),
                new Label("l", new TextInput("i", TextInputStyle.Paragraph) { MinLength = 0, MaxLength = 10, Required = false, Value = "v", Placeholder = "p" }) { Description = "d" },
                new Label("l", new StringSelect("s", [new SelectOption("a", "a")]) { Required = true }), new Label("l", new EntitySelect(SelectKind.Role, "r") { Required = false }));
            await AnswerAsync(discord.People.Slash(discord.Person, channel, "offers"), new InteractionAnswer.ShowModal(modal));
            await AnswerAsync(discord.People.Type(discord.Person, channel, "offers", []), new InteractionAnswer.Suggest([new CommandChoice("a", "b")]));
            await AnswerAsync(discord.People.Slash(discord.Person, channel, "offers"), new InteractionAnswer.Reply(Full with { Flags = MessageFlags.Ephemeral, Files = null }));
            await AnswerAsync(discord.People.Slash(discord.Person, channel, "offers"), new InteractionAnswer.Reply(Full));
            var deferred = discord.People.Slash(discord.Person, channel, "offers");
            await AnswerAsync(deferred, new InteractionAnswer.DeferReply(Ephemeral: false));
            await LaterAsync(deferred.Token);
            var source = discord.Messages(channel)[0];
            await AnswerAsync(discord.People.Press(discord.Person, channel, source, "b"), new InteractionAnswer.DeferUpdate());
            await AnswerAsync(discord.People.Press(discord.Person, channel, source, "b"), new InteractionAnswer.Update(new MessageEdit { Content = "y", Components = [] }));
        }

        private async Task AnswerAsync(SimInteraction interaction, InteractionAnswer answer) =>
            (await rest.AnswerInteractionAsync(new Snowflake(interaction.Id), interaction.Token, answer, Ct)).OrThrow();

        private async Task LaterAsync(string token)
        {
            (await rest.EditOriginalAsync(_application, token, new MessageEdit { Content = "done", Embeds = [Card] }, Ct)).OrThrow();
            (await rest.GetOriginalAsync(_application, token, Ct)).OrThrow();
            var more = (await rest.FollowUpAsync(_application, token, Full with { Flags = MessageFlags.Ephemeral }, Ct)).OrThrow();
            (await rest.EditFollowUpAsync(_application, token, more.Id, new MessageEdit { Content = "more" }, Ct)).OrThrow();
            (await rest.DeleteFollowUpAsync(_application, token, more.Id, Ct)).OrThrow();
            (await rest.DeleteOriginalAsync(_application, token, Ct)).OrThrow();
        }
    }
}
