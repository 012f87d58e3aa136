using OfferBot.MailClient;
using OfferBot.MailClient.Imap;

namespace OfferBot.Mail;

/// <summary>Where mails that come back are found. Each is handed over once; what could not be taken in is found again.</summary>
internal interface IInbox
{
    /// <summary>Hands over what is new.</summary>
    /// <returns>How many there were.</returns>
    Task<int> CollectAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReturnedKind>> take, CancellationToken ct);
}

/// <summary>
/// A folder in which a mail server or a person drops .eml files. Taken in, a file goes to the folder "done" beside it; what is not for the bot stays where it is.
/// </summary>
internal sealed class FolderInbox(string folder, TimeProvider clock) : IInbox
{
    private const int MostBytes = 512 * 1024;

    // Whoever writes a file in place may pause this long.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    // What is not for the bot is not read at every look. A file of the same name that was written anew is another.
    private readonly HashSet<(string Path, long Length, DateTime Written)> _others = [];

    /// <inheritdoc/>
    public async Task<int> CollectAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReturnedKind>> take, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) return 0;
        var ready = new DirectoryInfo(folder).EnumerateFiles().Where(f => !IsPassing(f.Name) && clock.GetUtcNow() - f.LastWriteTimeUtc >= Settled)
            .OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (Path: f.FullName, f.Length, Written: f.LastWriteTimeUtc)).ToList();
        _others.IntersectWith(ready);
        var (count, faults) = (0, new List<Exception>());
        foreach (var file in ready.Where(f => !_others.Contains(f)).ToList())
        {
            try
            {
                var kind = await take(await StartOfAsync(file.Path, ct), ct);
                if (kind == ReturnedKind.NotForUs) _others.Add(file);
                else if (kind != ReturnedKind.NotTaken) Done(file.Path);
                count++;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The others are readable, perhaps.
                faults.Add(fault);
            }
        }

        return faults.Count == 0 ? count : throw new IOException($"{faults.Count} files, the first one: {faults[0].Message}", faults[0]);
    }

    // Mail servers and copy programs write under such a name first, and give the file its own when it is whole.
    private static bool IsPassing(string name) => name.StartsWith('.') || name.EndsWith('~') || Path.GetExtension(name).ToLowerInvariant() is ".tmp" or ".temp" or ".part" or ".partial" or ".filepart" or ".lock";

    private void Done(string file)
    {
        var done = Directory.CreateDirectory(Path.Combine(folder, "done")).FullName;
        File.Move(file, Path.Combine(done, Path.GetFileName(file)), overwrite: true);
    }

    private static async Task<byte[]> StartOfAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Min(stream.Length, MostBytes)];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}

/// <summary>A mailbox, read by IMAP. Reports and stop mails are marked as read; what is for people stays as it is.</summary>
internal sealed class ImapInbox(ImapOptions options, TimeProvider clock) : IInbox
{
    // What is not for the bot stays unread, and is not fetched at every look.
    private readonly HashSet<uint> _others = [];

    /// <inheritdoc/>
    public async Task<int> CollectAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReturnedKind>> take, CancellationToken ct)
    {
        await using var mailbox = await ImapMailbox.OpenAsync(options, clock, ct);
        var unseen = await mailbox.UnseenAsync(ct);
        _others.IntersectWith(unseen);
        var count = 0;
        foreach (var uid in unseen.Where(u => !_others.Contains(u)).ToList())
        {
            if (await mailbox.FetchAsync(uid, ct) is not { } mail) continue;
            count++;
            var kind = await take(mail, ct);
            if (kind == ReturnedKind.NotForUs) _others.Add(uid);
            else if (kind != ReturnedKind.NotTaken) await mailbox.MarkSeenAsync(uid, ct);
        }

        return count;
    }
}

/// <summary>Looks for mails that came back, now and then.</summary>
internal sealed partial class InboxService(IEnumerable<IInbox> inboxes, ReturnedMail returned, TimeSpan every, TimeProvider clock, ILogger<InboxService> log) : BackgroundService
{
    /// <summary>One look into all of them.</summary>
    public async Task<int> LookAsync(CancellationToken ct)
    {
        var count = 0;
        foreach (var inbox in inboxes)
        {
            try
            {
                count += await inbox.CollectAsync(TakeAsync, ct);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or MailSetupException)
            {
                NotRead(log, fault.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // Mails that come back are the least of what the program does: it goes on without them.
                LookFailed(log, fault);
            }
        }

        return count;
    }

    private async Task<ReturnedKind> TakeAsync(ReadOnlyMemory<byte> mail, CancellationToken ct)
    {
        try
        {
            return await returned.TakeAsync(mail, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            NotTaken(log, fault);
            return ReturnedKind.NotTaken;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!inboxes.Any()) return;
        using var timer = new PeriodicTimer(every, clock);
        do await LookAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Mails that came back cannot be read: {Why}")]
    private static partial void NotRead(ILogger log, string why);

    [LoggerMessage(LogLevel.Error, "The look for mails that came back ended by a fault; the next one follows")]
    private static partial void LookFailed(ILogger log, Exception fault);

    [LoggerMessage(LogLevel.Error, "A mail that came back could not be taken in; it stays where it is for the next look")]
    private static partial void NotTaken(ILogger log, Exception fault);
}
