using System.Collections.Concurrent;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>The labels of a forum: those that a post wants are made when they are missing, as far as Discord's limits and the bot's rights go.</summary>
internal sealed class ForumTags(DiscordRest rest, ChannelBook channels, TimeProvider clock)
{
    private const int MostOfForum = 20, MostOfPost = 5, NameLength = 20;

    // Manage Channels may be given later.
    private static readonly TimeSpan RefusedFor = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<Snowflake, long> _refused = [];

    /// <summary>The tags for a post, most telling first, at most five. Fewer where tags cannot be made.</summary>
    public async Task<IReadOnlyList<Snowflake>> OfAsync(Channel forum, Post post, CancellationToken ct)
    {
        List<string> wanted = [.. post.Over is { } over ? [over] : Array.Empty<string>(), .. post.Tags];
        // A forum that wants a tag on every post gets one.
        if (wanted.Count == 0 && forum.Flags.HasFlag(ChannelFlags.RequireTag)) wanted.Add(post.AnyTag);
        wanted = [.. wanted.Select(name => DiscordText.Truncate(name, NameLength)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostOfPost)];
        var tags = Usable(forum);
        if (wanted.Exists(name => Find(tags, name) is null)) tags = Usable(await MakeAsync(forum, wanted, DiscordText.Truncate(post.OverTag, NameLength), ct));
        List<Snowflake> found = [.. wanted.Select(name => Find(tags, name)).OfType<Snowflake>()];
        if (found.Count == 0 && forum.Flags.HasFlag(ChannelFlags.RequireTag) && tags is [{ Id: { } first }, ..]) found.Add(first);
        return found;
    }

    // The tag that says "over" always keeps a place.
    private async Task<Channel> MakeAsync(Channel forum, IReadOnlyList<string> wanted, string over, CancellationToken ct)
    {
        if (_refused.TryGetValue(forum.Id, out var since) && clock.GetElapsedTime(since) < RefusedFor) return forum;
        // All tags are written at once, so those that somebody else has made meanwhile must be among them.
        var fresh = await rest.GetChannelAsync(forum.Id, ct) is DiscordResult<Channel>.Ok now ? now.Value : forum;
        var tags = (fresh.AvailableTags ?? []).ToList();
        foreach (var name in wanted.Prepend(over).Where(name => !tags.Exists(tag => Same(tag, name))))
        {
            if (tags.Count < MostOfForum) tags.Add(new ForumTag(name));
        }

        if (tags.Count == (fresh.AvailableTags?.Count ?? 0)) return fresh;
        var answer = await rest.ModifyChannelAsync(forum.Id, new ChannelEdit { AvailableTags = tags }, ct);
        if (answer is DiscordResult<Channel>.Ok made)
        {
            channels.Learn(made.Value);
            return made.Value;
        }

        if (answer.FaultOrNull is DiscordFault.Rejected) _refused[forum.Id] = clock.GetTimestamp();
        return fresh;
    }

    // Moderated tags need a right that the bot does without.
    private static List<ForumTag> Usable(Channel forum) => [.. (forum.AvailableTags ?? []).Where(tag => tag.Moderated != true)];

    private static Snowflake? Find(List<ForumTag> tags, string name) => tags.Find(tag => Same(tag, name))?.Id;

    private static bool Same(ForumTag tag, string name) => string.Equals(tag.Name, name, StringComparison.OrdinalIgnoreCase);
}
