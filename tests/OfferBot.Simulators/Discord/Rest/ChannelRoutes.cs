using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>Channels, threads, forum posts, DMs.</summary>
internal sealed class ChannelRoutes(SimWorld world)
{
    private const int RequireTag = 1 << 4;

    /// <summary>How many threads may be open in a guild; Discord's is 1000.</summary>
    public int ActiveThreads { get; set; } = 1000;

    public IEnumerable<SimRoute> Routes() =>
    [
        new("GET", "/channels/{channel}", call => SimReply.Ok(MessageRoutes.Visible(world, call).ToJson(world.Bot))),
        new("PATCH", "/channels/{channel}", Modify),
        new("DELETE", "/channels/{channel}", Remove),
        new("POST", "/channels/{channel}/threads", Start),
        new("POST", "/channels/{channel}/messages/{message}/threads", StartOnMessage),
        new("GET", "/guilds/{guild}/threads/active", Active),
        new("GET", "/channels/{channel}/threads/archived/public", Closed),
        new("POST", "/users/@me/channels", OpenDm),
    ];

    private SimReply Modify(SimCall call)
    {
        var channel = MessageRoutes.Visible(world, call);
        var body = call.Object;
        var errors = new FormErrors();
        if (body.ContainsKey("name"))
            errors.Text("name", body["name"], 100, 1);
        if (channel.IsThread)
            CheckThread(errors, body);
        CheckTags(errors, body["available_tags"] as JsonArray);
        errors.ThrowIfAny();
        if (!channel.IsThread)
            MessageRoutes.Need(channel, SimPermissions.ManageChannels);
        if (channel is { IsThread: true, Archived: true } && (bool?)body["archived"] is not false)
            return SimReply.Error(400, 50083, "Thread is archived");
        Apply(channel, body);
        return SimReply.Ok(channel.ToJson(world.Bot));
    }

    private void Apply(SimChannel channel, JsonObject body)
    {
        channel.Name = (string?)body["name"] ?? channel.Name;
        channel.Flags = (int?)body["flags"] ?? channel.Flags;
        channel.Archived = (bool?)body["archived"] ?? channel.Archived;
        if (body["archived"] is not null)
            channel.ArchivedAt = world.Now;
        channel.Locked = (bool?)body["locked"] ?? channel.Locked;
        channel.AutoArchive = (int?)body["auto_archive_duration"] ?? channel.AutoArchive;
        if (body["applied_tags"] is JsonArray applied)
            channel.AppliedTags = [.. applied.Select(tag => ulong.Parse($"{tag}", System.Globalization.CultureInfo.InvariantCulture))];
        if (body["available_tags"] is JsonArray tags)
            channel.AvailableTags = new JsonArray([.. tags.OfType<JsonObject>().Select(Tag)]);
    }

    private JsonObject Tag(JsonObject tag) => new()
    {
        ["id"] = tag["id"]?.ToString() ?? $"{world.NextId()}",
        ["name"] = tag["name"]?.ToString(),
        ["moderated"] = (bool?)tag["moderated"] ?? false,
        ["emoji_id"] = tag["emoji_id"]?.DeepClone(),
        ["emoji_name"] = tag["emoji_name"]?.DeepClone(),
    };

    private SimReply Active(SimCall call)
    {
        var guild = call.Id("guild");
        var open = world.Channels.Values.Where(channel => channel is { IsThread: true, Archived: false } && channel.GuildId == guild).OrderByDescending(channel => channel.Id);
        return SimReply.Ok(new JsonObject { ["threads"] = new JsonArray([.. open.Select(thread => thread.ToJson(world.Bot))]), ["members"] = new JsonArray(), ["has_more"] = false });
    }

    private SimReply Closed(SimCall call)
    {
        var parent = MessageRoutes.Visible(world, call);
        MessageRoutes.Need(parent, SimPermissions.ReadHistory);
        var limit = call.Query.TryGetValue("limit", out var text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 50;
        var all = world.Channels.Values.Where(channel => channel is { IsThread: true, Archived: true } && channel.ParentId == parent.Id).OrderByDescending(channel => channel.ArchivedAt, StringComparer.Ordinal);
        var older = call.Query.TryGetValue("before", out var before)
            ? all.Where(channel => DateTimeOffset.Parse(channel.ArchivedAt, System.Globalization.CultureInfo.InvariantCulture) < DateTimeOffset.Parse(before, System.Globalization.CultureInfo.InvariantCulture)).ToList()
            : [.. all];
        return SimReply.Ok(new JsonObject { ["threads"] = new JsonArray([.. older.Take(limit).Select(thread => thread.ToJson(world.Bot))]), ["members"] = new JsonArray(), ["has_more"] = older.Count > limit });
    }

    private SimReply Remove(SimCall call)
    {
        var channel = MessageRoutes.Visible(world, call);
        world.Channels.Remove(channel.Id);
        return SimReply.Ok(channel.ToJson(world.Bot));
    }

    private SimReply Start(SimCall call)
    {
        var parent = MessageRoutes.Visible(world, call);
        var body = call.Object;
        var errors = new FormErrors();
        errors.Text("name", body["name"], 100, 1);
        CheckThread(errors, body);
        if (parent.IsForum && body["message"] is not JsonObject)
            errors.Required("message");
        errors.ThrowIfAny();
        if (world.Channels.Values.Count(channel => channel is { IsThread: true, Archived: false } && channel.GuildId == parent.GuildId) >= ActiveThreads)
            return SimReply.Error(400, 160006, "Maximum number of active threads reached");
        return parent.IsForum ? StartPost(call, parent, body) : StartThread(parent, body, null);
    }

    private SimReply StartPost(SimCall call, SimChannel forum, JsonObject body)
    {
        MessageRoutes.Need(forum, SimPermissions.SendMessages);
        var message = (JsonObject)body["message"]!;
        MessageRules.Check(message, create: true, call.Files.Count, "message.");
        var tags = (body["applied_tags"] as JsonArray ?? []).Select(tag => $"{tag}").ToList();
        if (tags.Count == 0 && (forum.Flags & RequireTag) != 0)
            return SimReply.Error(400, 40067, "A tag is required to create a forum post in this channel");
        var known = forum.AvailableTags.Select(tag => $"{tag?["id"]}").ToHashSet();
        if (tags.Exists(tag => !known.Contains(tag)))
            return SimReply.Error(400, 10087, "Unknown tag");
        var thread = NewThread(forum, body, world.NextId());
        thread.AppliedTags = [.. tags.Select(tag => ulong.Parse(tag, System.Globalization.CultureInfo.InvariantCulture))];
        var first = MessageRoutes.Post(world, thread, message, call.Files, world.Bot, thread.Id);
        var answer = thread.ToJson(world.Bot);
        answer["message"] = first.Json.DeepClone();
        return new SimReply(201, answer);
    }

    private SimReply StartOnMessage(SimCall call)
    {
        var channel = MessageRoutes.Visible(world, call);
        if (channel.Find(call.Id("message")) is not { } message)
            return SimReply.UnknownMessage;
        if (world.Channels.ContainsKey(message.Id))
            return SimReply.Error(400, 160004, "A thread has already been created for this message");
        var errors = new FormErrors();
        errors.Text("name", call.Object["name"], 100, 1);
        CheckThread(errors, call.Object);
        errors.ThrowIfAny();
        return StartThread(channel, call.Object, message.Id);
    }

    private SimReply StartThread(SimChannel parent, JsonObject body, ulong? id) => new(201, NewThread(parent, body, id ?? world.NextId()).ToJson(world.Bot));

    private SimChannel NewThread(SimChannel parent, JsonObject body, ulong id)
    {
        var type = (int?)body["type"] ?? (parent.Type == SimChannel.Announcement ? SimChannel.AnnouncementThread : SimChannel.Thread);
        var thread = world.AddChannel(parent.GuildId!.Value, body["name"]!.ToString(), type, parent.Id, id);
        thread.Permissions = parent.Permissions;
        thread.AutoArchive = (int?)body["auto_archive_duration"] ?? 4320;
        world.Raise("THREAD_CREATE", thread.ToJson(world.Bot), thread.GuildId);
        return thread;
    }

    private SimReply OpenDm(SimCall call)
    {
        var recipient = call.Object["recipient_id"]?.ToString();
        if (!ulong.TryParse(recipient, out var user) || !world.Users.ContainsKey(user))
            return SimReply.Error(400, 50033, "Invalid Recipient(s)");
        var json = world.Dm(user).ToJson(world.Bot);
        json["recipients"] = new JsonArray(world.UserJson(user));
        return SimReply.Ok(json);
    }

    private static void CheckThread(FormErrors errors, JsonObject body)
    {
        if (body["auto_archive_duration"] is { } minutes && (int)minutes is not (60 or 1440 or 4320 or 10080))
            errors.Add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).");
        errors.Number("rate_limit_per_user", body["rate_limit_per_user"], 0, 21600);
        errors.Count("applied_tags", (body["applied_tags"] as JsonArray)?.Count ?? 0, 5);
    }

    private static void CheckTags(FormErrors errors, JsonArray? tags)
    {
        if (tags is null)
            return;
        errors.Count("available_tags", tags.Count, 20);
        foreach (var (number, tag) in tags.Index())
            errors.Text($"available_tags.{number}.name", tag?["name"], 20, 1);
    }
}
