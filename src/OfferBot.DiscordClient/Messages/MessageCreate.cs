using System.Text.Json;
using System.Text.Json.Serialization;

namespace OfferBot.DiscordClient;

/// <summary>
/// A message to be sent: content (2000 characters), up to 10 embeds, 5 action rows, 10 files; at least one of them.
/// It mentions nobody unless <see cref="AllowedMentions"/> says so.
/// </summary>
public sealed record MessageCreate
{
    public string? Content { get; init; }
    public IReadOnlyList<Embed>? Embeds { get; init; }
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>The request body as Discord gets it, for previews and records; files are not in it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DiscordJson.Wire.MessageCreate);

    /// <summary>Always sent: without it Discord would let everything in the text ping.</summary>
    public AllowedMentions AllowedMentions { get; init; } = AllowedMentions.None;

    /// <summary>
    /// Up to 25 characters. For some minutes Discord answers a second message with the same nonce with the first one, so that sending
    /// it again is safe. Only in channels and DMs: forum posts, interaction answers and edits take none.
    /// </summary>
    public string? Nonce { get; init; }

    public bool? EnforceNonce => Nonce is null ? null : true;
    public MessageFlags? Flags { get; init; }

    /// <summary>The message this one answers; null for none.</summary>
    public MessageReference? MessageReference { get; init; }

    [JsonIgnore]
    public IReadOnlyList<DiscordFile>? Files { get; init; }

    public IReadOnlyList<AttachmentEntry>? Attachments => AttachmentEntry.Of(null, Files);
}

/// <summary>What to change in a message of ours. Null leaves a part as it is; an empty text or list removes it.</summary>
public sealed record MessageEdit
{
    /// <summary>An empty text takes the content away.</summary>
    [JsonConverter(typeof(EmptyIsNullConverter))]
    public string? Content { get; init; }

    public IReadOnlyList<Embed>? Embeds { get; init; }
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Always sent: an edit falls back to "everything may ping", not to what the message had.</summary>
    public AllowedMentions AllowedMentions { get; init; } = AllowedMentions.None;

    /// <summary>Must hold the old flags too.</summary>
    public MessageFlags? Flags { get; init; }

    [JsonIgnore]
    public IReadOnlyList<DiscordFile>? Files { get; init; }

    /// <summary>Ids of the attachments that stay. With null and no <see cref="Files"/> all of them stay.</summary>
    [JsonIgnore]
    public IReadOnlyList<Snowflake>? KeepAttachments { get; init; }

    public IReadOnlyList<AttachmentEntry>? Attachments => AttachmentEntry.Of(KeepAttachments, Files);
}

/// <summary>Whom a message may ping.</summary>
public sealed record AllowedMentions
{
    /// <summary>Kinds that may ping wherever the text mentions them: <c>users</c>, <c>roles</c>, <c>everyone</c>.</summary>
    public IReadOnlyList<string> Parse { get; init; } = [];

    /// <summary>Roles that may ping, up to 100; not together with <c>roles</c> in <see cref="Parse"/>.</summary>
    public IReadOnlyList<Snowflake>? Roles { get; init; }

    /// <summary>Users that may be pinged, up to 100; not together with <c>users</c> in <see cref="Parse"/>.</summary>
    public IReadOnlyList<Snowflake>? Users { get; init; }

    /// <summary>Nobody, whatever the text says.</summary>
    public static AllowedMentions None { get; } = new();

    /// <summary>These roles and nobody else.</summary>
    public static AllowedMentions OfRoles(params IReadOnlyList<Snowflake> roles) => new() { Roles = roles };
}

/// <summary>Bits of a message. <see cref="Ephemeral"/> is for interaction answers only.</summary>
[Flags]
public enum MessageFlags
{
    None = 0,
    Crossposted = 1 << 0,
    IsCrosspost = 1 << 1,
    SuppressEmbeds = 1 << 2,
    HasThread = 1 << 5,
    Ephemeral = 1 << 6,
    Loading = 1 << 7,
    SuppressNotifications = 1 << 12,
    IsComponentsV2 = 1 << 15,
}

/// <summary>Which message is answered; <paramref name="FailIfNotExists"/> false posts without it when it is gone.</summary>
public sealed record MessageReference(Snowflake MessageId, bool FailIfNotExists = false);

/// <summary>A file of a message, 10 MiB by default. In embeds: <c>attachment://name</c>.</summary>
public sealed record DiscordFile(string Name, ReadOnlyMemory<byte> Content, string ContentType = "application/octet-stream")
{
    /// <summary>What a screen reader says, up to 1024 characters.</summary>
    public string? Description { get; init; }
}

/// <summary>One line of the <c>attachments</c> array: an attachment that stays, or a file of this request by its number.</summary>
public sealed record AttachmentEntry(string Id, string? Filename, string? Description)
{
    internal static IReadOnlyList<AttachmentEntry>? Of(IReadOnlyList<Snowflake>? kept, IReadOnlyList<DiscordFile>? files)
    {
        if (kept is null && files is null)
            return null;
        var stay = (kept ?? []).Select(id => new AttachmentEntry(id.ToString(), null, null));
        return [.. stay, .. (files ?? []).Select((file, number) => new AttachmentEntry($"{number}", file.Name, file.Description))];
    }
}
