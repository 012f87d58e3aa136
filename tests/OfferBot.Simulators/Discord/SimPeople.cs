using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord;

/// <summary>What people do: each act becomes an INTERACTION_CREATE event.</summary>
internal sealed class SimPeople(SimWorld world, ulong guild)
{
    private readonly Dictionary<string, SimInteraction> _byToken = [];

    /// <summary>"9007199254740991": everything, unless a test says otherwise.</summary>
    public ulong MemberPermissions { get; set; } = SimPermissions.All;

    public string Locale { get; set; } = "fr";

    /// <summary>The guild in whose channels they act.</summary>
    public ulong Guild { get; set; } = guild;

    /// <summary>The bot's answers in a channel that only their asker sees. Callers hold the world's gate.</summary>
    public IEnumerable<SimMessage> SeenAlone(ulong channel) =>
        _byToken.Values.Where(asked => asked.Channel == channel).SelectMany(asked => asked.FollowUps.Prepend(asked.Original)).OfType<SimMessage>().Where(message => message.Ephemeral).Distinct();

    public SimInteraction? ByToken(string token) => _byToken.GetValueOrDefault(token);

    /// <summary>Runs a command; <paramref name="options"/> as Discord nests them: [{"name","type","value"|"options"}].</summary>
    public SimInteraction Slash(ulong user, ulong channel, string name, JsonArray? options = null) =>
        Do(user, channel, SimInteraction.Command, new JsonObject { ["id"] = "77", ["name"] = name, ["type"] = 1, ["options"] = options ?? [] });

    /// <summary>Types into an option; the focused one has "focused": true.</summary>
    public SimInteraction Type(ulong user, ulong channel, string name, JsonArray options) =>
        Do(user, channel, SimInteraction.Autocomplete, new JsonObject { ["id"] = "77", ["name"] = name, ["type"] = 1, ["options"] = options });

    public SimInteraction Press(ulong user, ulong channel, SimMessage message, string customId) =>
        Do(user, channel, SimInteraction.Component, new JsonObject { ["custom_id"] = customId, ["component_type"] = 2 }, message);

    public SimInteraction Choose(ulong user, ulong channel, SimMessage message, string customId, params string[] values) =>
        Do(user, channel, SimInteraction.Component, new JsonObject
        {
            ["custom_id"] = customId,
            ["component_type"] = 3,
            ["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
        }, message);

    /// <summary>Sends a form in.</summary>
    public SimInteraction Submit(ulong user, ulong channel, string customId, params (string CustomId, string Value)[] fields) =>
        Do(user, channel, SimInteraction.ModalSubmit, new JsonObject
        {
            ["custom_id"] = customId,
            ["components"] = new JsonArray([.. fields.Select((field, number) => new JsonObject
            {
                ["type"] = 18,
                ["id"] = number,
                ["component"] = new JsonObject { ["type"] = 4, ["id"] = 100 + number, ["custom_id"] = field.CustomId, ["value"] = field.Value },
            })]),
        });

    /// <summary>Any other interaction.</summary>
    public SimInteraction Do(ulong user, ulong channel, int type, JsonObject data, SimMessage? source = null)
    {
        SimInteraction interaction;
        lock (world.Gate)
        {
            var id = world.NextId();
            interaction = new SimInteraction(id, $"itok-{id}-{Guid.NewGuid():N}", type, channel, world.Time.GetTimestamp()) { Source = source };
            interaction.Json = Event(interaction, user, data);
            _byToken[interaction.Token] = interaction;
            world.Raise("INTERACTION_CREATE", (JsonObject)interaction.Json.DeepClone(), world.Channels[channel].GuildId);
        }
        return interaction;
    }

    private JsonObject Event(SimInteraction interaction, ulong user, JsonObject data)
    {
        var channel = world.Channels[interaction.Channel];
        var json = new JsonObject
        {
            ["version"] = 1,
            ["type"] = interaction.Type,
            ["token"] = interaction.Token,
            ["id"] = $"{interaction.Id}",
            ["application_id"] = $"{world.Application}",
            ["channel_id"] = $"{channel.Id}",
            ["channel"] = channel.ToJson(world.Bot),
            ["data"] = data,
            ["locale"] = Locale,
            ["app_permissions"] = $"{channel.Permissions}",
            ["entitlements"] = new JsonArray(),
            ["entitlement_sku_ids"] = new JsonArray(),
            ["attachment_size_limit"] = 10_485_760,
        };
        if (interaction.Source is { } message)
            json["message"] = message.Json.DeepClone();
        if (channel.GuildId is null)
        {
            json["user"] = world.UserJson(user);
            json["context"] = 1;
            json["authorizing_integration_owners"] = new JsonObject { ["0"] = "0" };
            return json;
        }
        json["guild_id"] = $"{Guild}";
        json["guild_locale"] = world.Guilds[Guild].Locale;
        json["guild"] = new JsonObject { ["id"] = $"{Guild}", ["locale"] = world.Guilds[Guild].Locale, ["features"] = new JsonArray() };
        json["context"] = 0;
        json["authorizing_integration_owners"] = new JsonObject { ["0"] = $"{Guild}" };
        json["member"] = new JsonObject
        {
            ["user"] = world.UserJson(user),
            ["roles"] = new JsonArray(),
            ["permissions"] = $"{MemberPermissions}",
            ["joined_at"] = "2026-01-01T00:00:00.000000+00:00",
            ["premium_since"] = null,
            ["pending"] = false,
            ["nick"] = null,
            ["mute"] = false,
            ["deaf"] = false,
            ["flags"] = 0,
            ["avatar"] = null,
            ["communication_disabled_until"] = null,
            ["unusual_dm_activity_until"] = null,
        };
        return json;
    }
}
