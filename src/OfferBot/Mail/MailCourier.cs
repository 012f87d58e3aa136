using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Mime;

namespace OfferBot.Mail;

/// <summary>Who sends, and how.</summary>
/// <param name="From">The sender.</param>
/// <param name="Returns">Where mails that fail come back, a mark added to it; null: to the sender.</param>
/// <param name="Signer">DKIM; null leaves mails unsigned.</param>
/// <param name="Zone">Time zone of dates.</param>
/// <param name="Lanes">How many mails are under way at once.</param>
/// <param name="PerSecond">How many may leave in a second; 0: as many as the server takes.</param>
internal sealed record MailDesk(MailAddress From, MailAddress? Returns, DkimSigner? Signer, TimeZoneInfo Zone, int Lanes, double PerSecond);

/// <summary>Carries deliveries to mail addresses.</summary>
/// <param name="transport">The submission server, or the pickup folder.</param>
/// <param name="renderer">Letters to HTML and text.</param>
/// <param name="desk">Who sends, and how.</param>
/// <param name="links">The reader's own links.</param>
/// <param name="marks">What tells which mail came back.</param>
/// <param name="returned">Hears of addresses that a server refuses.</param>
/// <param name="preview">Where mails are shown as well while no server is set; null with a server.</param>
/// <param name="clock">The only clock.</param>
/// <param name="log">For outages, once each.</param>
internal sealed class MailCourier(
    IMailTransport transport, LetterRenderer renderer, MailDesk desk, PersonalLinks links, DeliveryMarks marks, ReturnedMail returned, IPreview? preview, TimeProvider clock, ILogger<MailCourier> log) : ICourier
{
    // Gmail cuts at about 102 KB, the end with the way to unsubscribe first.
    private const int MostBytes = 90_000;
    private static readonly TimeSpan ServerBusy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SetupFault = TimeSpan.FromMinutes(5);

    // A digest has as many deliveries as readers and one text for all of them.
    private readonly RenderedIssues _issues = new(16);
    private readonly LetterPaper _paper = new();

    // A connection carries the next mail when the answer to the last is on record: a crash leaves one in doubt, not all that were quick.
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _open = new();
    private readonly ServerRest _rest = new(clock, log);

    /// <inheritdoc/>
    public IReadOnlyList<DestinationKind> Serves { get; } = [DestinationKind.Mail];

    /// <inheritdoc/>
    public int Lanes => desk.Lanes;

    /// <inheritdoc/>
    // Half a minute's worth where there is a limit: who waits for a confirmation stands behind what is leased.
    public int Ahead => desk.PerSecond > 0 ? Math.Max(desk.Lanes * 2, (int)Math.Min(1000, desk.PerSecond * 30)) : 1000;

    /// <inheritdoc/>
    public DateTimeOffset? RestsUntil => _rest.Until;

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct)
    {
        // A mail that left cannot be made true any more.
        if (delivery.Kind == NoticeKind.Update) return new Outcome.Dropped("a mail cannot be edited");
        if (!MailAddress.TryParse(delivery.Destination.Address, out var to)) return new Outcome.Refused("The address is not a valid mail address.");
        // Taken up before the server fell ill: it would only be one failure more.
        if (_rest.Left is var left && left > TimeSpan.Zero) return new Outcome.Later(left, _rest.Why ?? "", Counts: false);
        var urls = await links.ForAsync(delivery.SubscriptionId, delivery.Destination.Address, delivery.CreatedAt, ct);
        var letter = await _issues.GetAsync(notice, delivery.Language, () => PrepareAsync(delivery, notice, urls));
        var mark = await marks.OfAsync(delivery, ct);
        var thread = notice is Notice.OfCorrection correction && await marks.OfAsync(correction.First, ct) is { } first ? IdOf(first) : null;
        using var paper = _paper.Take();
        var message = paper.Write(
            Message(delivery, to, letter.Subject, mark, notice is Notice.OfSubscription ? null : ListOf(urls, mark)) with { InReplyTo = thread }, letter.Template, FooterLinks.Of(urls), desk.Signer, clock.GetUtcNow());
        var written = _open.GetOrAdd(delivery.Id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        try
        {
            var answer = await transport.SendAsync(new Envelope(SenderOf(mark), to) { Id = mark, WrittenDown = written }, message, ct);
            if (answer is SendOutcome.Refused { Scope: RefusedScope.Recipient } refused) await returned.TakeRefusalAsync(delivery.Id, refused.Reply, ct);
            var outcome = Explain(answer);
            if (outcome is Outcome.Sent) _rest.Over();
            if (outcome is Outcome.Sent && preview is not null) await KeepAsync(preview, to, await RenderAsync(delivery, notice, urls), urls, ct);
            return outcome;
        }
        catch (MailSetupException fault)
        {
            return new Outcome.Later(_rest.Begin(SetupFault, fault.Message), fault.Message, Counts: false);
        }
    }

    /// <inheritdoc/>
    public void Settled(IReadOnlyCollection<long> deliveries)
    {
        foreach (var id in deliveries)
        {
            if (_open.TryRemove(id, out var written)) written.SetResult();
        }
    }

    // bounces+2a5f-0123…@example.org: told by its address even where a server's report says nothing else.
    private MailAddress SenderOf(string mark) => desk.Returns is { } returns ? MailAddress.Parse($"{returns.Local}+{mark}@{returns.Domain}") : desk.From.WithName(null);

    // RFC 8058 one-click needs a page that mail providers reach; the address for those who unsubscribe by mail is always there.
    private ListHeaders ListOf(PersonalUrls urls, string mark) => new()
    {
        Id = $"offres.{desk.From.Domain}",
        Name = HeaderValue.Clean(renderer.BrandName),
        UnsubscribePage = links.IsPublic ? urls.Unsubscribe : null,
        UnsubscribeMail = new Uri($"mailto:{desk.From.Address}?subject=stop%20{mark}"),
    };

    private MailMessage Message(Delivery delivery, MailAddress to, string subject, string mark, ListHeaders? list) => new()
    {
        From = desk.From,
        To = to,
        Subject = HeaderValue.Clean(subject),
        // The same at every attempt: a copy that arrives twice can be told by it.
        MessageId = IdOf(mark),
        Date = delivery.CreatedAt,
        Text = "",
        List = list,
    };

    private MessageId IdOf(string mark) => MessageId.Parse($"{mark}@{desk.From.Domain}");

    private Outcome Explain(SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Sent:
                return new Outcome.Sent(null);
            // A server that slows everyone down uses up nobody's attempts.
            case SendOutcome.Later { Scope: LaterScope.Server } later:
                return new Outcome.Later(_rest.Begin(ServerBusy, $"the mail server is busy ({Brief(later.Reply)})."), later.Why, Counts: false);
            case SendOutcome.Later later:
                return new Outcome.Later(later.Scope == LaterScope.Recipient ? SetupFault : ServerBusy, later.Why) { ForLog = later.Reply is null ? later.Why : $"the mail server said {Brief(later.Reply)}" };
            // Policy: it may be this mail, this reader's provider, or all that we send. The ladder leaves time to look.
            case SendOutcome.Refused { Reply.Status: (5, 7, _) } policy:
                return new Outcome.Later(SetupFault, $"The mail server's policy ({policy.Scope}): {policy.Reply}") { ForLog = $"the mail server's policy ({policy.Scope}): {Brief(policy.Reply)}" };
            // Whatever is sent next would fare the same: a digest must not die of a quota.
            case SendOutcome.Refused { Scope: RefusedScope.Sender } sender:
                return new Outcome.Later(
                    _rest.Begin(SetupFault, $"the mail server refuses this sender ({Brief(sender.Reply)}): look at Mail:From, the account's rights and its quota."), $"The mail server refuses this sender: {sender.Reply}", Counts: false);
            case SendOutcome.Refused refused:
                return new Outcome.Refused($"The mail server refused it ({refused.Scope}): {refused.Reply}") { ForLog = $"the mail server refused it ({refused.Scope}): {Brief(refused.Reply)}" };
            case SendOutcome.InDoubt doubt:
                return new Outcome.Later(TimeSpan.Zero, doubt.Why, InDoubt: true);
            default:
                throw new ArgumentException($"Unknown outcome {outcome}.", nameof(outcome));
        }
    }

    // Without its text, which may name the recipient.
    private static string Brief(SmtpReply? reply) => reply is null ? "no reply" : reply.Status is { } status ? $"{reply.Code} {status}" : $"{reply.Code}";

    private async Task<RenderedLetter> RenderAsync(Delivery delivery, Notice notice, PersonalUrls urls)
    {
        if (notice is Notice.OfSubscription about) return await renderer.RenderAsync(ConsentLetter.Of(delivery.Kind, about.Subscription, urls, links.Page("subscribe")));
        var view = links.IsPublic ? new FooterLinks(links.Page(notice is Notice.OfIssue shown ? $"digests/{shown.IssueId}" : $"offers/{delivery.Subject}")) : null;
        if (notice is Notice.OfCorrection correction) return await renderer.RenderAsync(CorrectionLetter.Of(correction, delivery.Language, view));
        for (var most = Letter.MostCards; ; most = most * 2 / 3)
        {
            var letter = Letter.Of(notice, delivery.Language, desk.Zone, most);
            var rendered = await renderer.RenderAsync(letter with { Footer = letter.Footer with { Links = view } });
            if (most <= 3 || Encoding.UTF8.GetByteCount(rendered.Html) <= MostBytes) return rendered;
        }
    }

    private async Task<PreparedLetter> PrepareAsync(Delivery delivery, Notice notice, PersonalUrls urls)
    {
        var letter = await RenderAsync(delivery, notice, urls);
        return new PreparedLetter(letter.Subject, new MailTemplate(letter.Text, letter.Html, FooterLinks.StandIns, renderer.Files));
    }

    private static Task<string> KeepAsync(IPreview preview, MailAddress to, RenderedLetter letter, PersonalUrls urls, CancellationToken ct)
    {
        var read = letter with { Text = FooterLinks.Personal(letter.Text, urls), Html = FooterLinks.Personal(Letterhead.OnPage(letter.Html), urls) };
        return preview.KeepAsync(DestinationKind.Mail, to.Address.ToLowerInvariant(), System.Text.Json.JsonSerializer.Serialize(read, LetterJson.Default.RenderedLetter), ct);
    }
}

/// <summary>Mails as the preview keeps them: {"Subject","Text","Html"}.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(RenderedLetter))]
internal sealed partial class LetterJson : System.Text.Json.Serialization.JsonSerializerContext;

/// <summary>The latest rendered letters, so that each is rendered once however many read it.</summary>
internal sealed class RenderedIssues(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(object, string), Task<PreparedLetter>> _rendered = [];
    private readonly Queue<(object, string)> _order = new();

    /// <summary>The letter for a notice in a language: for a digest, the very same object; for a correction, whoever was told the same in answer to the same query.</summary>
    public Task<PreparedLetter> GetAsync(Notice notice, string language, Func<Task<PreparedLetter>> render)
    {
        if (KeyOf(notice) is not { } shared) return render();
        var key = (shared, language);
        lock (_lock)
        {
            if (_rendered.TryGetValue(key, out var known) && !known.IsFaulted) return known;
            if (!_rendered.ContainsKey(key)) _order.Enqueue(key);
            if (_order.Count > most) _rendered.Remove(_order.Dequeue());
            // Not on this thread: whoever waits for another letter is not kept waiting.
            return _rendered[key] = Task.Run(render);
        }
    }

    private static object? KeyOf(Notice notice) => notice switch
    {
        Notice.OfIssue => new Same(notice),
        Notice.OfCorrection { Correction: { Told: var told, Now: var now }, Query: var query } => (now.Id, told.Revision, told.State, now.Revision, now.State, query),
        _ => null,
    };

    private readonly record struct Same(Notice Notice)
    {
        public bool Equals(Same other) => ReferenceEquals(Notice, other.Notice);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Notice);
    }
}
