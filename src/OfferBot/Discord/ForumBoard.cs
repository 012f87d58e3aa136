using System.Collections.Concurrent;
using OfferBot.Core.Outbox;
using OfferBot.DiscordClient;

namespace OfferBot.Discord;

/// <summary>
/// Posts in forums: a thread for each offer, closed with it. Discord allows 1,000 open threads in a server; near that, offers are
/// gathered as messages of one thread, so that other people's threads are not driven out.
/// </summary>
internal sealed class ForumBoard(DiscordRest rest, ForumTags tags, PostSearch search, TimeProvider clock)
{
    /// <summary>Discord's code for a second thread on one message.</summary>
    public const int ThreadExists = 160004;

    /// <summary>Discord's code for a server with too many open threads.</summary>
    public const int TooManyThreads = 160006;

    private const int Archived = 50083, UnknownTag = 10087, Week = 10080;
    private const int CrowdedAbove = 900;
    private const int ArchivePages = 50, ArchivePage = 100;
    private static readonly TimeSpan CountGoodFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Snowflake, (int Count, long At)> _open = [];
    private readonly ConcurrentDictionary<Snowflake, Snowflake> _gathering = [];

    /// <summary>Makes a thread for the post, or a message in the gathering thread.</summary>
    public async Task<Outcome> PostAsync(Channel forum, Post post, bool inDoubt, CancellationToken ct)
    {
        if (inDoubt && await FindAsync(forum, post, ct) is { } known) return known;
        if (await IsCrowdedAsync(forum, ct)) return await GatherAsync(forum, post, ct);
        var applied = await tags.OfAsync(forum, post, ct);
        var answer = await rest.CreateForumPostAsync(forum.Id, Thread(post.Name, post.Message with { Nonce = null }, applied), ct);
        if (answer is DiscordResult<Channel>.Ok ok)
        {
            if (forum.GuildId is { } guild) _open.AddOrUpdate(guild, (1, clock.GetTimestamp()), (_, count) => (count.Count + 1, count.At));
            return new Outcome.Sent(new PostId(ok.Value.Id, ok.Value.Id).ToString(forum.Id));
        }

        return answer.FaultOrNull! switch
        {
            DiscordFault.Rejected { Code: TooManyThreads } => await GatherAsync(forum, post, ct),
            // Somebody took a tag away a moment ago.
            DiscordFault.Rejected { Code: UnknownTag } gone => new Outcome.Later(TimeSpan.FromMinutes(10), gone.ToString()),
            { } fault => PostFaults.Explain(fault, inDoubt),
        };
    }

    /// <summary>Makes the post true, and its thread: name, tags, and closed when the offer is over.</summary>
    public async Task<Outcome> EditAsync(PostId there, Post post, CancellationToken ct)
    {
        var answer = await rest.GetChannelAsync(there.Channel, ct);
        if (answer.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.TargetGone }) return new Outcome.Vanished(DiscordBoard.Deleted);
        if (answer.FaultOrNull is { } unknown) return PostFaults.Explain(unknown, inDoubt: false);
        var thread = answer.OrThrow();
        if (thread.ThreadMetadata is { Archived: true } or { Locked: true } && await OpenAsync(thread, ct) is { } shut) return shut;
        var edited = await rest.EditMessageAsync(there.Channel, there.Message, post.Edit, ct);
        return edited.FaultOrNull switch
        {
            null => there.IsThread ? await DressAsync(thread, post, ct) : new Outcome.Sent(null),
            DiscordFault.Rejected { Kind: RejectionKind.MessageGone } => new Outcome.Vanished(DiscordBoard.Deleted),
            // It went to sleep between the two requests.
            DiscordFault.Rejected { Code: Archived } asleep => new Outcome.Later(TimeSpan.Zero, asleep.ToString()),
            { } fault => PostFaults.Explain(fault, inDoubt: false),
        };
    }

    private async Task<Outcome?> OpenAsync(Channel thread, CancellationToken ct)
    {
        var locked = thread.ThreadMetadata!.Locked ? false : (bool?)null;
        var answer = await rest.ModifyChannelAsync(thread.Id, new ChannelEdit { Archived = false, Locked = locked }, ct);
        return answer.FaultOrNull is { } fault ? Refusal(fault) : null;
    }

    private async Task<Outcome> DressAsync(Channel thread, Post post, CancellationToken ct)
    {
        var over = post.Over is not null;
        var forum = thread.ParentId is { } parent && await rest.GetChannelAsync(parent, ct) is DiscordResult<Channel>.Ok ok ? ok.Value : null;
        var applied = forum is null ? null : await tags.OfAsync(forum, post, ct);
        var edit = new ChannelEdit
        {
            Name = post.Name == thread.Name ? null : post.Name,
            AppliedTags = applied is null || applied.ToHashSet().SetEquals(thread.AppliedTags ?? []) ? null : applied,
            Archived = over ? true : null,
            Locked = over ? true : null,
        };
        if (edit == new ChannelEdit()) return new Outcome.Sent(null);
        var answer = await rest.ModifyChannelAsync(thread.Id, edit, ct);
        // Locking needs Manage Threads; a thread of one's own may be archived without.
        if (answer.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.NoAccess } && over)
            answer = await rest.ModifyChannelAsync(thread.Id, edit with { Locked = null }, ct);
        return answer.FaultOrNull is { } fault ? Refusal(fault) : new Outcome.Sent(null);
    }

    // What goes wrong with one thread says nothing about the forum.
    private static Outcome Refusal(DiscordFault fault)
    {
        var outcome = PostFaults.Explain(fault, inDoubt: false);
        return outcome is Outcome.Refused no ? no with { ClosesDestination = false } : outcome;
    }

    private async Task<bool> IsCrowdedAsync(Channel forum, CancellationToken ct)
    {
        if (forum.GuildId is not { } guild) return false;
        if (!_open.TryGetValue(guild, out var open) || clock.GetElapsedTime(open.At) >= CountGoodFor)
        {
            // Not knowing is no reason not to post: Discord itself says when there are too many.
            if (await rest.GetActiveThreadsAsync(guild, ct) is not DiscordResult<ThreadList>.Ok ok) return false;
            _open[guild] = open = (ok.Value.Threads.Count, clock.GetTimestamp());
        }

        return open.Count > CrowdedAbove;
    }

    private async Task<Outcome> GatherAsync(Channel forum, Post post, CancellationToken ct)
    {
        var (thread, fault) = await GatheringAsync(forum, post, ct);
        if (thread is not { } there) return fault!;
        var answer = await rest.CreateMessageAsync(there, post.Message, ct);
        if (answer is DiscordResult<Message>.Ok ok) return new Outcome.Sent(new PostId(there, ok.Value.Id).ToString(forum.Id));
        _gathering.TryRemove(forum.Id, out _);
        return answer.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.TargetGone or RejectionKind.ThreadState } gone
            ? new Outcome.Later(TimeSpan.Zero, gone.ToString())
            : PostFaults.Explain(answer.FaultOrNull!, inDoubt: false);
    }

    private async Task<(Snowflake? Thread, Outcome? Fault)> GatheringAsync(Channel forum, Post post, CancellationToken ct)
    {
        if (_gathering.TryGetValue(forum.Id, out var known)) return (known, null);
        var open = forum.GuildId is { } guild ? (await rest.GetActiveThreadsAsync(guild, ct) as DiscordResult<ThreadList>.Ok)?.Value.Threads ?? [] : [];
        if (open.FirstOrDefault(thread => thread.ParentId == forum.Id && thread.Name == post.Gathering) is { } there) return (_gathering[forum.Id] = there.Id, null);
        var applied = await tags.OfAsync(forum, post with { Over = null, Tags = [] }, ct);
        var answer = await rest.CreateForumPostAsync(forum.Id, Thread(post.Gathering, new MessageCreate { Content = post.GatheringSays }, applied), ct);
        if (answer is DiscordResult<Channel>.Ok ok) return (_gathering[forum.Id] = ok.Value.Id, null);
        return (null, answer.FaultOrNull is DiscordFault.Rejected { Code: TooManyThreads }
            ? new Outcome.Later(TimeSpan.FromMinutes(15), "The server has as many open threads as Discord allows (1,000). Close some; the offer is posted then.", Counts: false) { HoldsAlike = true }
            : PostFaults.Explain(answer.FaultOrNull!, inDoubt: false));
    }

    // Threads take no nonce, so an attempt without an answer is looked for: first under its name, then under any, and where offers are gathered.
    private async Task<Outcome?> FindAsync(Channel forum, Post post, CancellationToken ct)
    {
        if (forum.GuildId is not { } guild) return null;
        var answer = await rest.GetActiveThreadsAsync(guild, ct);
        if (answer.FaultOrNull is { } fault) return PostFaults.Explain(fault, inDoubt: true);
        var ours = answer.OrThrow().Threads.Where(thread => thread.ParentId == forum.Id).ToList();
        if (await AmongAsync(forum, ours, post, ct) is { } open) return open;
        if (await ArchivedAsync(forum, post, ct) is { } closed) return closed;
        if (ours.Find(thread => thread.Name == post.Gathering) is not { } gathered) return null;
        var found = await search.FindAsync(gathered.Id, post, ct);
        return found is Outcome.Sent { RemoteId: { } message } ? new Outcome.Sent($"{gathered.Id}/{message}") : found;
    }

    private async Task<Outcome?> AmongAsync(Channel forum, IEnumerable<Channel> threads, Post post, CancellationToken ct)
    {
        foreach (var thread in threads.Where(t => t.Id >= PostSearch.Earliest(post) && t.Name != post.Gathering).OrderBy(t => t.Name != post.Name))
        {
            var first = await rest.GetMessageAsync(thread.Id, thread.Id, ct);
            if (first is DiscordResult<Message>.Ok ok && PostSearch.IsIt(ok.Value, post)) return new Outcome.Sent(new PostId(thread.Id, thread.Id).ToString(forum.Id));
            if (first.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.NoAccess }) return PostSearch.Unseen;
            if (first.FaultOrNull is { } unread and not DiscordFault.Rejected) return PostFaults.Explain(unread, inDoubt: true);
        }

        return null;
    }

    // Closed by somebody, or by a week of silence while the bot was away.
    private async Task<Outcome?> ArchivedAsync(Channel forum, Post post, CancellationToken ct)
    {
        DateTimeOffset? before = null;
        for (var page = 0; page < ArchivePages; page++)
        {
            var answer = await rest.GetArchivedThreadsAsync(forum.Id, ArchivePage, ct, before);
            if (answer.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.NoAccess }) return PostSearch.Unseen;
            if (answer.FaultOrNull is { } fault) return PostFaults.Explain(fault, inDoubt: true);
            var part = answer.OrThrow();
            if (await AmongAsync(forum, part.Threads, post, ct) is { } there) return there;
            before = part.Threads.Count > 0 ? part.Threads[^1].ThreadMetadata?.ArchiveTimestamp : null;
            // Nothing of this post was closed before it was owed.
            if (!part.HasMore || before is null || before < PostSearch.Earliest(post).CreatedAt) return null;
        }

        return null;
    }

    // As long as possible: an offer's thread is closed by the offer, not by silence.
    private static ForumPost Thread(string name, MessageCreate message, IReadOnlyList<Snowflake> applied) => new(name, message) { AutoArchiveDuration = Week, AppliedTags = applied.Count > 0 ? applied : null };
}
