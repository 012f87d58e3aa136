namespace OfferBot.DiscordClient;

/// <summary>Kinds of channels. Numbers that are not named here may come.</summary>
public enum ChannelType
{
    GuildText = 0,
    Dm = 1,
    GuildVoice = 2,
    GroupDm = 3,
    GuildCategory = 4,
    GuildAnnouncement = 5,
    AnnouncementThread = 10,
    PublicThread = 11,
    PrivateThread = 12,
    GuildStageVoice = 13,
    GuildDirectory = 14,
    GuildForum = 15,
    GuildMedia = 16,
}

/// <summary>Bits of a channel that matter to a bot that posts.</summary>
[Flags]
public enum ChannelFlags
{
    None = 0,
    Pinned = 1 << 1,

    /// <summary>A forum that takes no post without a tag (error 40067).</summary>
    RequireTag = 1 << 4,
}

/// <summary>A channel, thread or DM; parts that its kind does not have are null or empty.</summary>
public sealed record Channel
{
    public Snowflake Id { get; init; }
    public ChannelType Type { get; init; }
    public Snowflake? GuildId { get; init; }
    public Snowflake? ParentId { get; init; }
    public string? Name { get; init; }
    public ChannelFlags Flags { get; init; }

    /// <summary>The newest message, also where messages may not be read; it may be deleted by now. In forums: the newest thread.</summary>
    public Snowflake? LastMessageId { get; init; }

    public IReadOnlyList<PermissionOverwrite>? PermissionOverwrites { get; init; }
    public IReadOnlyList<ForumTag>? AvailableTags { get; init; }
    public IReadOnlyList<Snowflake>? AppliedTags { get; init; }
    public ThreadState? ThreadMetadata { get; init; }

    /// <summary>The first message of a forum post, in the answer to its creation only. Its id is the thread's.</summary>
    public Message? Message { get; init; }
}

/// <summary>Threads of a guild.</summary>
public sealed record ThreadList
{
    public IReadOnlyList<Channel> Threads { get; init; } = [];

    /// <summary>There are older ones; archived threads only.</summary>
    public bool HasMore { get; init; }
}

/// <summary>How a thread stands.</summary>
public sealed record ThreadState
{
    public bool Archived { get; init; }
    public bool Locked { get; init; }

    /// <summary>When it was last archived or opened.</summary>
    public DateTimeOffset? ArchiveTimestamp { get; init; }

    public int AutoArchiveDuration { get; init; }
}

/// <summary>A label of a forum: name up to 20 characters, up to 20 per forum and 5 per post. No id: not made yet.</summary>
public sealed record ForumTag(string Name)
{
    public Snowflake? Id { get; init; }

    /// <summary>Only those with Manage Threads may set it.</summary>
    public bool? Moderated { get; init; }

    public Snowflake? EmojiId { get; init; }
    public string? EmojiName { get; init; }
}

/// <summary>What is allowed and denied in one channel to a role (<see cref="Type"/> 0) or member (1).</summary>
public sealed record PermissionOverwrite
{
    public Snowflake Id { get; init; }
    public int Type { get; init; }
    public Permissions Allow { get; init; }
    public Permissions Deny { get; init; }
}

/// <summary>A forum post to be made: name 1 to 100 characters, up to 5 tags; its message takes no nonce.</summary>
public sealed record ForumPost(string Name, MessageCreate Message)
{
    /// <summary>Minutes of silence until it is archived: 60, 1440, 4320 or 10080; null for the forum's own.</summary>
    public int? AutoArchiveDuration { get; init; }

    public IReadOnlyList<Snowflake>? AppliedTags { get; init; }
}

/// <summary>A thread to be made, on a message or on its own: name 1 to 100 characters.</summary>
public sealed record ThreadCreate(string Name)
{
    /// <inheritdoc cref="ForumPost.AutoArchiveDuration"/>
    public int? AutoArchiveDuration { get; init; }

    /// <summary>For a thread without a message; null on a message.</summary>
    public ChannelType? Type { get; init; }
}

/// <summary>What to change in a channel or thread; null leaves a part as it is.</summary>
public sealed record ChannelEdit
{
    public string? Name { get; init; }
    public bool? Archived { get; init; }
    public bool? Locked { get; init; }
    public int? AutoArchiveDuration { get; init; }

    /// <summary>All tags of a post, up to 5.</summary>
    public IReadOnlyList<Snowflake>? AppliedTags { get; init; }

    /// <summary>All tags of a forum, up to 20; those without an id are made.</summary>
    public IReadOnlyList<ForumTag>? AvailableTags { get; init; }

    public ChannelFlags? Flags { get; init; }
}
