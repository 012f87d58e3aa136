using System.Globalization;
using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Messages: post, read, edit, delete, publish.</summary>
internal sealed class MessageRoutes(SimWorld world, SimOptions options)
{
    public IEnumerable<SimRoute> Routes() =>
    [
        new("POST", "/channels/{channel}/messages", Create),
        new("GET", "/channels/{channel}/messages", List),
        new("GET", "/channels/{channel}/messages/{message}", call => SimReply.Ok(Find(call, SimPermissions.ReadHistory).Json.DeepClone())),
        new("PATCH", "/channels/{channel}/messages/{message}", Edit),
        new("DELETE", "/channels/{channel}/messages/{message}", Delete),
        new("POST", "/channels/{channel}/messages/{message}/crosspost", Crosspost),
    ];

    private SimReply Create(SimCall call)
    {
        var channel = Visible(world, call);
        if (channel.IsForum)
            return SimReply.Error(400, 40058, "Cannot send messages in a forum channel");
        if (channel.Closed)
            return SimReply.Error(403, 50007, "Cannot send messages to this user");
        Need(channel, channel.IsThread ? SimPermissions.SendInThreads : SimPermissions.SendMessages);
        if (channel is { IsThread: true, Locked: true })
            return SimReply.Error(403, 160005, "Thread is locked");
        var body = call.Object;
        MessageRules.Check(body, create: true, call.Files.Count);
        var nonce = body["nonce"]?.ToString();
        if (nonce is not null && (bool?)body["enforce_nonce"] == true && world.ByNonce(world.Bot, nonce, options.NonceLife) is { } earlier)
            return SimReply.Ok(earlier.Json.DeepClone());
        channel.Archived = false;
        var message = Post(world, channel, body, call.Files, world.Bot);
        if (nonce is not null)
            world.Remember(world.Bot, nonce, channel.Id, message.Id);
        return SimReply.Ok(message.Json.DeepClone());
    }

    /// <summary>Puts a checked body into a channel.</summary>
    public static SimMessage Post(SimWorld world, SimChannel channel, JsonObject body, IReadOnlyList<SimFile> files, ulong author, ulong? id = null)
    {
        var number = id ?? world.NextId();
        var json = new JsonObject
        {
            ["id"] = $"{number}",
            ["type"] = 0,
            ["channel_id"] = $"{channel.Id}",
            ["author"] = world.UserJson(author),
            ["content"] = ((string?)body["content"])?.Trim() ?? "",
            ["timestamp"] = world.Now,
            ["edited_timestamp"] = null,
            ["tts"] = false,
            ["mention_everyone"] = false,
            ["mentions"] = new JsonArray(),
            ["mention_roles"] = new JsonArray(),
            ["attachments"] = new JsonArray([.. files.Select(file => Attachment(world, file))]),
            ["embeds"] = Embeds(channel, body["embeds"] as JsonArray),
            ["components"] = ComponentAnswers.Of(world, body["components"]),
            ["pinned"] = false,
            ["flags"] = (int?)body["flags"] ?? 0,
        };
        if (body["nonce"] is { } nonce)
            json["nonce"] = nonce.DeepClone();
        var message = new SimMessage(number, json) { Author = author };
        channel.Messages.Add(message);
        return message;
    }

    // Without EMBED_LINKS Discord drops embeds and says nothing.
    private static JsonArray Embeds(SimChannel channel, JsonArray? embeds)
    {
        if (embeds is null || (channel.Permissions & SimPermissions.EmbedLinks) == 0)
            return [];
        var kept = (JsonArray)embeds.DeepClone();
        foreach (var embed in kept.OfType<JsonObject>())
            embed["type"] = "rich";
        return kept;
    }

    private static JsonObject Attachment(SimWorld world, SimFile file) => new()
    {
        ["id"] = $"{world.NextId()}",
        ["filename"] = file.Name,
        ["size"] = file.Content.Length,
        ["url"] = $"https://cdn.example.org/{Uri.EscapeDataString(file.Name)}",
        ["proxy_url"] = $"https://cdn.example.org/{Uri.EscapeDataString(file.Name)}",
    };

    private SimReply List(SimCall call)
    {
        var channel = Visible(world, call);
        if ((channel.Permissions & SimPermissions.ReadHistory) == 0)
            return SimReply.Ok(new JsonArray());
        var limit = call.Query.TryGetValue("limit", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 50;
        if (limit is < 1 or > 100)
        {
            var errors = new FormErrors();
            errors.Number("limit", limit, 1, 100);
            errors.ThrowIfAny();
        }
        IEnumerable<SimMessage> found = channel.Messages.OrderByDescending(message => message.Id);
        if (call.Query.TryGetValue("before", out var before))
            found = found.Where(message => message.Id < ulong.Parse(before, CultureInfo.InvariantCulture));
        if (call.Query.TryGetValue("after", out var after))
            found = found.Where(message => message.Id > ulong.Parse(after, CultureInfo.InvariantCulture)).Reverse().Take(limit).Reverse();
        return SimReply.Ok(new JsonArray([.. found.Take(limit).Select(message => message.Json.DeepClone())]));
    }

    private SimReply Edit(SimCall call)
    {
        var channel = Visible(world, call);
        var message = Find(call, 0);
        if (message.Author != world.Bot)
            return SimReply.Error(403, 50005, "Cannot edit a message authored by another user");
        if (channel is { IsThread: true, Archived: true })
            return SimReply.Error(400, 50083, "Thread is archived");
        Apply(world, channel, message, call.Object, call.Files);
        return SimReply.Ok(message.Json.DeepClone());
    }

    /// <summary>Merges an edit; what it does not name stays.</summary>
    public static void Apply(SimWorld world, SimChannel channel, SimMessage message, JsonObject body, IReadOnlyList<SimFile> files)
    {
        MessageRules.Check(body, create: false, files.Count);
        var after = (JsonObject)message.Json.DeepClone();
        if (body.ContainsKey("content"))
            after["content"] = ((string?)body["content"])?.Trim() ?? "";
        if (body.ContainsKey("embeds"))
            after["embeds"] = Embeds(channel, body["embeds"] as JsonArray);
        if (body.ContainsKey("components"))
            after["components"] = ComponentAnswers.Of(world, body["components"]);
        if (body.ContainsKey("flags"))
            after["flags"] = (int?)body["flags"] ?? 0;
        if (body["attachments"] is JsonArray stay)
        {
            var ids = stay.Select(entry => entry?["id"]?.ToString()).ToHashSet();
            after["attachments"] = new JsonArray([.. after["attachments"]!.AsArray().Where(old => ids.Contains(old?["id"]?.ToString())).Select(old => old?.DeepClone()), .. files.Select(file => Attachment(world, file))]);
        }
        if (MessageRules.IsEmpty(after, after["attachments"]!.AsArray().Count))
            throw new SimRefusal(SimReply.Error(400, 50006, "Cannot send an empty message"));
        after["edited_timestamp"] = world.Now;
        foreach (var (name, value) in after)
            message.Json[name] = value?.DeepClone();
        message.Edits.Add((JsonObject)body.DeepClone());
    }

    private SimReply Delete(SimCall call)
    {
        var channel = Visible(world, call);
        var message = Find(call, 0);
        if (message.Author != world.Bot)
            Need(channel, SimPermissions.ManageMessages);
        channel.Messages.Remove(message);
        return SimReply.Nothing;
    }

    private SimReply Crosspost(SimCall call)
    {
        var channel = Visible(world, call);
        var message = Find(call, 0);
        if (channel.Type != SimChannel.Announcement)
            return SimReply.Error(400, 50024, "Cannot execute action on this channel type");
        if (message.Crossposted)
            return SimReply.Error(400, 40033, "This message has already been crossposted");
        Need(channel, SimPermissions.SendMessages);
        message.Crossposted = true;
        message.Json["flags"] = ((int?)message.Json["flags"] ?? 0) | 1;
        return SimReply.Ok(message.Json.DeepClone());
    }

    public static SimChannel Visible(SimWorld world, SimCall call)
    {
        if (!world.Channels.TryGetValue(call.Id("channel"), out var channel))
            throw new SimRefusal(SimReply.UnknownChannel);
        return (channel.Permissions & SimPermissions.ViewChannel) != 0 ? channel : throw new SimRefusal(SimReply.MissingAccess);
    }

    public static void Need(SimChannel channel, ulong permission)
    {
        if ((channel.Permissions & permission) == 0)
            throw new SimRefusal(SimReply.MissingPermissions);
    }

    private SimMessage Find(SimCall call, ulong permission)
    {
        var channel = Visible(world, call);
        if (permission != 0)
            Need(channel, permission);
        return channel.Find(call.Id("message")) ?? throw new SimRefusal(SimReply.UnknownMessage);
    }
}
