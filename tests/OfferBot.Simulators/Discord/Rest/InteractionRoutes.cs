using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Answers to interactions: the first within 3 s, all others within 15 min, the first one once.</summary>
internal sealed class InteractionRoutes(SimWorld world, SimPeople people)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(3), Life = TimeSpan.FromMinutes(15);
    private const int Ephemeral = 1 << 6;

    public IEnumerable<SimRoute> Routes() =>
    [
        new("POST", "/interactions/{interaction}/{token}/callback", Callback, Auth: false),
        new("POST", "/webhooks/{application}/{token}", FollowUp, Auth: false),
        new("GET", "/webhooks/{application}/{token}/messages/{message}", call => SimReply.Ok(Message(call).Message.Json.DeepClone()), Auth: false),
        new("PATCH", "/webhooks/{application}/{token}/messages/{message}", Edit, Auth: false),
        new("DELETE", "/webhooks/{application}/{token}/messages/{message}", Delete, Auth: false),
    ];

    private SimReply Callback(SimCall call)
    {
        if (people.ByToken(call.Values["token"]) is not { } interaction || $"{interaction.Id}" != call.Values["interaction"])
            return SimReply.Error(404, 10062, "Unknown interaction");
        if (interaction.Answer is not null)
            return SimReply.Error(400, 40060, "Interaction has already been acknowledged.");
        var after = world.Time.GetElapsedTime(interaction.MadeAt);
        if (after > First)
            return SimReply.Error(404, 10062, "Unknown interaction");
        var body = call.Object;
        var type = (int?)body["type"];
        Check(interaction, type, body, call.Files.Count);
        interaction.Take((JsonObject)body.DeepClone(), after);
        try
        {
            Effect(interaction, type, body["data"] as JsonObject ?? [], call.Files);
        }
        finally
        {
            interaction.Show();
        }

        if (call.Query.GetValueOrDefault("with_response") != "true")
            return SimReply.Nothing;
        var resource = new JsonObject { ["type"] = type, ["message"] = interaction.Original?.Json.DeepClone() };
        return SimReply.Ok(new JsonObject { ["interaction"] = new JsonObject { ["id"] = $"{interaction.Id}", ["type"] = interaction.Type }, ["resource"] = resource });
    }

    private static void Check(SimInteraction interaction, int? type, JsonObject body, int files)
    {
        var allowed = (interaction.Type, type) switch
        {
            (SimInteraction.Autocomplete, 8) => true,
            (SimInteraction.Command, 4 or 5 or 9) => true,
            (SimInteraction.Component, 4 or 5 or 6 or 7 or 9) => true,
            (SimInteraction.ModalSubmit, 4 or 5 or 6) => true,
            (SimInteraction.ModalSubmit, 7) => interaction.Source is not null,
            _ => false,
        };
        var errors = new FormErrors();
        if (!allowed)
            errors.Add("type", "INTERACTION_CALLBACK_TYPE_INVALID", $"Callback type {type} is not valid for interaction type {interaction.Type}.");
        if (type == 8)
            CheckChoices(errors, body["data"]?["choices"] as JsonArray ?? []);
        if (type == 9)
            ComponentRules.CheckModal(errors, body["data"] as JsonObject ?? []);
        errors.ThrowIfAny();
        if (type == 4)
            MessageRules.Check(body["data"] as JsonObject ?? [], create: true, files, "data.");
    }

    private static void CheckChoices(FormErrors errors, JsonArray choices)
    {
        errors.Count("data.choices", choices.Count, 25);
        foreach (var (number, choice) in choices.Index())
        {
            errors.Text($"data.choices.{number}.name", choice?["name"], 100, 1);
            if (choice?["value"] is JsonValue value && value.TryGetValue(out string? _))
                errors.Text($"data.choices.{number}.value", value, 100, 1);
        }
    }

    private void Effect(SimInteraction interaction, int? type, JsonObject data, IReadOnlyList<SimFile> files)
    {
        var channel = world.Channels[interaction.Channel];
        switch (type)
        {
            case 4:
                interaction.Original = Post(channel, data, files);
                break;
            case 5:
                interaction.Thinking = true;
                interaction.Original = Post(channel, new JsonObject { ["flags"] = ((int?)data["flags"] ?? 0) | 1 << 7 }, []);
                break;
            case 6:
                interaction.Original = interaction.Source;
                break;
            case 7:
                interaction.Original = interaction.Source;
                MessageRoutes.Apply(world, channel, interaction.Source!, data, files);
                break;
        }
    }

    // Only its reader sees an ephemeral message: it is not among the channel's.
    private SimMessage Post(SimChannel channel, JsonObject data, IReadOnlyList<SimFile> files)
    {
        var message = MessageRoutes.Post(world, channel, data, files, world.Bot);
        message.Json["webhook_id"] = $"{world.Application}";
        if (message.Ephemeral)
            channel.Messages.Remove(message);
        return message;
    }

    private SimReply FollowUp(SimCall call)
    {
        var interaction = Alive(call);
        if (interaction.Answer is null)
            return SimReply.Error(404, 10015, "Unknown Webhook");
        MessageRules.Check(call.Object, create: true, call.Files.Count);
        if (interaction.Thinking)
        {
            FillIn(interaction, call);
            return SimReply.Ok(interaction.Original!.Json.DeepClone());
        }
        var message = Post(world.Channels[interaction.Channel], call.Object, call.Files);
        interaction.FollowUps.Add(message);
        return SimReply.Ok(message.Json.DeepClone());
    }

    private SimReply Edit(SimCall call)
    {
        var (interaction, message) = Message(call);
        if (interaction.Thinking && ReferenceEquals(message, interaction.Original))
            FillIn(interaction, call);
        else
            MessageRoutes.Apply(world, world.Channels[interaction.Channel], message, call.Object, call.Files);
        return SimReply.Ok(message.Json.DeepClone());
    }

    // Whether a deferred answer is ephemeral was settled when it was deferred.
    private void FillIn(SimInteraction interaction, SimCall call)
    {
        var original = interaction.Original!;
        var flags = (int?)original.Json["flags"] & Ephemeral;
        MessageRoutes.Apply(world, world.Channels[interaction.Channel], original, call.Object, call.Files);
        original.Json["flags"] = flags | ((int?)call.Object["flags"] & ~Ephemeral ?? 0);
        interaction.Thinking = false;
    }

    private SimReply Delete(SimCall call)
    {
        var (interaction, message) = Message(call);
        world.Channels[interaction.Channel].Messages.Remove(message);
        interaction.FollowUps.Remove(message);
        if (ReferenceEquals(message, interaction.Original))
            interaction.Original = null;
        return SimReply.Nothing;
    }

    private (SimInteraction Interaction, SimMessage Message) Message(SimCall call)
    {
        var interaction = Alive(call);
        var name = call.Values["message"];
        var message = name == "@original" ? interaction.Original : interaction.FollowUps.Find(candidate => $"{candidate.Id}" == name);
        return message is null ? throw new SimRefusal(SimReply.UnknownMessage) : (interaction, message);
    }

    private SimInteraction Alive(SimCall call)
    {
        if (people.ByToken(call.Values["token"]) is not { } interaction)
            throw new SimRefusal(SimReply.Error(404, 10015, "Unknown Webhook"));
        return world.Time.GetElapsedTime(interaction.MadeAt) <= Life
            ? interaction
            : throw new SimRefusal(SimReply.Error(401, 50027, "Invalid Webhook Token"));
    }
}
