using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord;

/// <summary>A channel, thread or DM of the simulated Discord.</summary>
internal sealed class SimChannel(ulong id, int type, string name)
{
    public const int Text = 0, Dm = 1, Announcement = 5, AnnouncementThread = 10, Thread = 11, PrivateThread = 12, Forum = 15, Media = 16;

    public ulong Id => id;
    public int Type => type;
    public string Name { get; set; } = name;
    public ulong? GuildId { get; init; }
    public ulong? ParentId { get; init; }
    public int Flags { get; set; }

    /// <summary>What the bot may do here; tests take bits away.</summary>
    public ulong Permissions { get; set; } = SimPermissions.All;

    /// <summary>A person that takes no messages of the bot (50007).</summary>
    public bool Closed { get; set; }

    public List<SimMessage> Messages { get; } = [];
    public JsonArray AvailableTags { get; set; } = [];
    public List<ulong> AppliedTags { get; set; } = [];
    public bool Archived { get; set; }
    public bool Locked { get; set; }

    /// <summary>When that last changed.</summary>
    public string ArchivedAt { get; set; } = "2026-01-01T00:00:00.000000+00:00";
    public int AutoArchive { get; set; } = 4320;

    public bool IsThread => type is AnnouncementThread or Thread or PrivateThread;
    public bool IsForum => type is Forum or Media;

    public SimMessage? Find(ulong message) => Messages.Find(candidate => candidate.Id == message);

    public JsonObject ToJson(ulong bot)
    {
        var json = new JsonObject { ["id"] = $"{id}", ["type"] = type, ["flags"] = Flags, ["last_message_id"] = Messages.Count > 0 ? $"{Messages[^1].Id}" : null };
        if (GuildId is { } guild)
        {
            json["name"] = Name;
            json["guild_id"] = $"{guild}";
            json["parent_id"] = ParentId is { } parent ? $"{parent}" : null;
        }
        if (!IsThread && GuildId is not null)
        {
            json["position"] = 0;
            json["nsfw"] = false;
            json["topic"] = null;
            json["rate_limit_per_user"] = 0;
            json["permission_overwrites"] = new JsonArray();
        }
        if (IsForum)
        {
            json["available_tags"] = AvailableTags.DeepClone();
            json["default_sort_order"] = null;
            json["default_forum_layout"] = 0;
            json["default_reaction_emoji"] = null;
        }
        if (IsThread)
            AddThread(json, bot);
        return json;
    }

    private void AddThread(JsonObject json, ulong bot)
    {
        json["owner_id"] = $"{bot}";
        json["message_count"] = Math.Max(0, Messages.Count - 1);
        json["member_count"] = 1;
        json["total_message_sent"] = Messages.Count;
        json["rate_limit_per_user"] = 0;
        json["applied_tags"] = new JsonArray([.. AppliedTags.Select(tag => JsonValue.Create($"{tag}"))]);
        json["thread_metadata"] = new JsonObject
        {
            ["archived"] = Archived,
            ["locked"] = Locked,
            ["auto_archive_duration"] = AutoArchive,
            ["archive_timestamp"] = ArchivedAt,
        };
    }
}

/// <summary>A message, as the API gives it, with what was done to it.</summary>
internal sealed class SimMessage(ulong id, JsonObject json)
{
    public ulong Id => id;

    /// <summary>As Discord would show it now.</summary>
    public JsonObject Json => json;

    public string Content => (string?)json["content"] ?? "";
    public IReadOnlyList<JsonObject> Embeds => [.. ((JsonArray)json["embeds"]!).OfType<JsonObject>()];

    /// <summary>The title of the first embed.</summary>
    public string? Title => Embeds is [var first, ..] ? (string?)first["title"] : null;

    public string? Nonce => json["nonce"]?.ToString();

    /// <summary>The bodies of the edits, oldest first.</summary>
    public List<JsonObject> Edits { get; } = [];

    public bool Crossposted { get; set; }
    public ulong Author { get; init; }
    public bool Ephemeral => (((int?)json["flags"] ?? 0) & 64) != 0;
}

/// <summary>Permission bits, by Discord's table.</summary>
internal static class SimPermissions
{
    public const ulong ViewChannel = 1UL << 10, SendMessages = 1UL << 11, ManageMessages = 1UL << 13, EmbedLinks = 1UL << 14, AttachFiles = 1UL << 15,
        ReadHistory = 1UL << 16, ManageThreads = 1UL << 34, SendInThreads = 1UL << 38, ManageChannels = 1UL << 4, All = (1UL << 50) - 1;
}
