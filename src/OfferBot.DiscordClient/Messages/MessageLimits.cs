namespace OfferBot.DiscordClient;

/// <summary>
/// Discord's documented limits, checked before sending, so that a text that is too long is our fault to mend and not one more refused
/// request. Lengths are UTF-16 units: never less than what Discord counts. An empty answer means that it may be sent.
/// </summary>
public static class MessageLimits
{
    public const int Content = 2000;
    public const int Embeds = 10;
    public const int EmbedTotal = 6000;
    public const int Title = 256;
    public const int Description = 4096;
    public const int Fields = 25;
    public const int FieldName = 256;
    public const int FieldValue = 1024;
    public const int Footer = 2048;
    public const int Author = 256;
    public const int Nonce = 25;
    public const int Files = 10;
    public const int FileBytes = 10 * 1024 * 1024;
    public const int RequestBytes = 25 * 1024 * 1024;
    public const int ThreadName = 100;
    public const int ForumTags = 20;
    public const int PostTags = 5;
    public const int TagName = 20;

    private const int Url = 2048;

    public static IReadOnlyList<FieldFault> Check(MessageCreate message) => Check(message, MessagePlace.Channel);

    internal static IReadOnlyList<FieldFault> Check(MessageCreate message, MessagePlace place)
    {
        ArgumentNullException.ThrowIfNull(message);
        var faults = new FaultList();
        Check(faults, "", message, place);
        return faults.Faults;
    }

    public static IReadOnlyList<FieldFault> Check(MessageEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var faults = new FaultList();
        faults.Length("content", edit.Content, Content);
        Check(faults, "embeds", edit.Embeds);
        Check(faults, "allowed_mentions", edit.AllowedMentions);
        ComponentLimits.CheckMessage(faults, "components", edit.Components, IsV2(edit.Flags));
        CheckFiles(faults, edit.Files, edit.KeepAttachments?.Count ?? 0);
        if (IsV2(edit.Flags))
            faults.When(!string.IsNullOrEmpty(edit.Content) || edit.Embeds?.Count > 0, "flags", "COMPONENTS_V2", "components v2 take no content and no embeds");
        return faults.Faults;
    }

    public static IReadOnlyList<FieldFault> Check(ForumPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        var faults = new FaultList();
        CheckThread(faults, post.Name, post.AutoArchiveDuration);
        faults.Count("applied_tags", post.AppliedTags?.Count, PostTags);
        Check(faults, "message.", post.Message, MessagePlace.Forum);
        return faults.Faults;
    }

    public static IReadOnlyList<FieldFault> Check(ThreadCreate thread)
    {
        ArgumentNullException.ThrowIfNull(thread);
        var faults = new FaultList();
        CheckThread(faults, thread.Name, thread.AutoArchiveDuration);
        return faults.Faults;
    }

    public static IReadOnlyList<FieldFault> Check(ChannelEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var faults = new FaultList();
        if (edit.Name is not null)
            faults.Filled("name", edit.Name, ThreadName);
        CheckArchive(faults, edit.AutoArchiveDuration);
        faults.Count("applied_tags", edit.AppliedTags?.Count, PostTags);
        faults.Count("available_tags", edit.AvailableTags?.Count, ForumTags);
        foreach (var (number, tag) in (edit.AvailableTags ?? []).Index())
            faults.Filled($"available_tags[{number}].name", tag.Name, TagName);
        var twice = (edit.AvailableTags ?? []).GroupBy(tag => tag.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        faults.When(twice is not null, "available_tags", "DUPLICATE", $"two tags are named '{twice?.Key}'");
        return faults.Faults;
    }

    private static void Check(FaultList faults, string at, MessageCreate message, MessagePlace place)
    {
        faults.Length($"{at}content", message.Content, Content);
        Check(faults, $"{at}embeds", message.Embeds);
        Check(faults, $"{at}allowed_mentions", message.AllowedMentions);
        ComponentLimits.CheckMessage(faults, $"{at}components", message.Components, IsV2(message.Flags));
        CheckFiles(faults, message.Files, 0);
        if (message.Nonce is not null)
            faults.Length($"{at}nonce", message.Nonce, Nonce, 1);
        faults.When(message.Nonce is not null && place != MessagePlace.Channel, $"{at}nonce", "NOT_HERE", "only messages to channels and DMs take a nonce");
        faults.When(message.Flags?.HasFlag(MessageFlags.Ephemeral) == true && place != MessagePlace.Interaction,
            $"{at}flags", "NOT_HERE", "only answers to interactions can be ephemeral");
        var empty = string.IsNullOrWhiteSpace(message.Content) && message.Embeds is not { Count: > 0 }
            && message.Components is not { Count: > 0 } && message.Files is not { Count: > 0 };
        faults.When(empty, $"{at}content", "EMPTY", "a message needs content, an embed, a component or a file");
        if (IsV2(message.Flags))
            faults.When(message.Content is not null || message.Embeds is not null, $"{at}flags", "COMPONENTS_V2", "components v2 take no content and no embeds");
    }

    private static void Check(FaultList faults, string at, IReadOnlyList<Embed>? embeds)
    {
        faults.Count(at, embeds?.Count, Embeds);
        foreach (var (number, embed) in (embeds ?? []).Index())
            CheckEmbed(faults, $"{at}[{number}]", embed);
        var total = (embeds ?? []).Sum(embed => embed.CountedLength);
        faults.When(total > EmbedTotal, at, "TOO_LONG", $"{total} characters in all embeds, {EmbedTotal} are allowed");
        var twice = (embeds ?? []).Where(embed => embed.Url is not null).GroupBy(embed => embed.Url).FirstOrDefault(group => group.Count() > 1);
        faults.When(twice is not null, at, "DUPLICATE_URL", "two embeds lead to the same address; Discord would show only the first");
    }

    private static void CheckEmbed(FaultList faults, string at, Embed embed)
    {
        faults.Length($"{at}.title", embed.Title, Title);
        faults.Length($"{at}.description", embed.Description, Description);
        faults.Url($"{at}.url", embed.Url, Url, "http", "https");
        faults.Range($"{at}.color", embed.Color, 0, 0xFFFFFF);
        faults.Url($"{at}.image.url", embed.Image?.Url, Url, "http", "https", "attachment");
        faults.Url($"{at}.thumbnail.url", embed.Thumbnail?.Url, Url, "http", "https", "attachment");
        faults.Url($"{at}.author.url", embed.Author?.Url, Url, "http", "https");
        faults.Url($"{at}.author.icon_url", embed.Author?.IconUrl, Url, "http", "https", "attachment");
        faults.Url($"{at}.footer.icon_url", embed.Footer?.IconUrl, Url, "http", "https", "attachment");
        if (embed.Author is not null)
            faults.Filled($"{at}.author.name", embed.Author.Name, Author);
        if (embed.Footer is not null)
            faults.Filled($"{at}.footer.text", embed.Footer.Text, Footer);
        faults.Count($"{at}.fields", embed.Fields?.Count, Fields);
        foreach (var (number, field) in (embed.Fields ?? []).Index())
        {
            faults.Filled($"{at}.fields[{number}].name", field.Name, FieldName);
            faults.Filled($"{at}.fields[{number}].value", field.Value, FieldValue);
        }
        var empty = embed.CountedLength == 0 && embed.Image is null && embed.Thumbnail is null;
        faults.When(empty, at, "EMPTY", "an embed needs a text or an image");
    }

    private static void Check(FaultList faults, string at, AllowedMentions mentions)
    {
        foreach (var kind in mentions.Parse.Where(kind => kind is not ("users" or "roles" or "everyone")))
            faults.Add($"{at}.parse", "UNKNOWN", $"'{kind}' is none of users, roles, everyone");
        faults.Count($"{at}.roles", mentions.Roles?.Count, 100);
        faults.Count($"{at}.users", mentions.Users?.Count, 100);
        faults.When(mentions.Roles is not null && mentions.Parse.Contains("roles"), $"{at}.roles", "EXCLUSIVE", "either parse roles or list them");
        faults.When(mentions.Users is not null && mentions.Parse.Contains("users"), $"{at}.users", "EXCLUSIVE", "either parse users or list them");
    }

    private static void CheckFiles(FaultList faults, IReadOnlyList<DiscordFile>? files, int kept)
    {
        faults.Count("attachments", (files?.Count ?? 0) + kept, Files);
        long total = 0;
        foreach (var (number, file) in (files ?? []).Index())
        {
            faults.Filled($"attachments[{number}].filename", file.Name, 1024);
            faults.Length($"attachments[{number}].description", file.Description, 1024);
            faults.When(file.Content.Length > FileBytes, $"attachments[{number}]", "TOO_LARGE", $"{file.Content.Length} bytes, {FileBytes} are allowed");
            total += file.Content.Length;
        }
        faults.When(total > RequestBytes, "attachments", "TOO_LARGE", $"{total} bytes in one request, {RequestBytes} are allowed");
    }

    private static void CheckThread(FaultList faults, string name, int? archive)
    {
        faults.Filled("name", name, ThreadName);
        CheckArchive(faults, archive);
    }

    private static void CheckArchive(FaultList faults, int? minutes) =>
        faults.When(minutes is not (null or 60 or 1440 or 4320 or 10080), "auto_archive_duration", "VALUE", "60, 1440, 4320 or 10080 minutes");

    private static bool IsV2(MessageFlags? flags) => flags?.HasFlag(MessageFlags.IsComponentsV2) == true;
}

/// <summary>Where a message goes: it decides about nonce and ephemeral.</summary>
internal enum MessagePlace { Channel, Forum, Interaction }
