using System.Globalization;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Mime;

namespace OfferBot.Mail;

/// <summary>Carries deliveries to mail addresses.</summary>
/// <param name="transport">The submission server, or the pickup folder.</param>
/// <param name="renderer">Letters to HTML and text.</param>
/// <param name="from">The sender.</param>
/// <param name="signer">DKIM; null leaves mails unsigned.</param>
/// <param name="zone">Time zone of dates.</param>
/// <param name="links">The reader's own links.</param>
/// <param name="preview">Where mails are shown as well while no server is set; null with a server.</param>
/// <param name="lanes">How many mails are under way at once.</param>
/// <param name="clock">The only clock.</param>
internal sealed class MailCourier(
    IMailTransport transport, LetterRenderer renderer, MailAddress from, DkimSigner? signer, TimeZoneInfo zone, PersonalLinks links, IPreview? preview, int lanes, TimeProvider clock) : ICourier
{
    // A digest has as many deliveries as readers and one text for all of them.
    private readonly RenderedIssues _issues = new(64);

    /// <inheritdoc/>
    public IReadOnlyList<DestinationKind> Serves { get; } = [DestinationKind.Mail];

    /// <inheritdoc/>
    public int Lanes => lanes;

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Delivery delivery, Notice notice, CancellationToken ct)
    {
        // A mail that left cannot be made true any more.
        if (delivery.Kind == NoticeKind.Update) return new Outcome.Dropped("a mail cannot be edited");
        if (!MailAddress.TryParse(delivery.Destination.Address, out var to)) return new Outcome.Refused("The address is not a valid mail address.");
        var urls = await links.ForAsync(delivery.SubscriptionId, delivery.Destination.Address, delivery.CreatedAt, ct);
        var rendered = await RenderAsync(delivery, notice, urls);
        var message = MimeWriter.Write(Message(delivery, to, rendered, notice is Notice.OfSubscription ? null : ListOf(urls)));
        try
        {
            var outcome = Explain(await transport.SendAsync(new Envelope(from.WithName(null), to), signer is null ? message : signer.Sign(message, clock.GetUtcNow()), ct));
            if (outcome is Outcome.Sent && preview is not null) await KeepAsync(preview, to, rendered, ct);
            return outcome;
        }
        catch (MailSetupException fault)
        {
            return new Outcome.Later(TimeSpan.FromMinutes(5), fault.Message, Counts: false);
        }
    }

    private async Task<RenderedLetter> RenderAsync(Delivery delivery, Notice notice, PersonalUrls urls)
    {
        if (notice is Notice.OfSubscription about) return await renderer.RenderAsync(ConsentLetter.Of(delivery.Kind, about.Subscription, urls, links.Page("subscribe")));
        var view = links.IsPublic ? new FooterLinks(links.Page(notice is Notice.OfIssue shown ? $"digests/{shown.IssueId}" : $"offers/{delivery.Subject}")) : null;
        var letter = Letter.Of(notice, delivery.Language, zone) with { Links = view };
        var shared = notice is Notice.OfIssue issue
            ? await _issues.GetAsync($"{issue.IssueId}/{delivery.Language}/{issue.Postings.Count}", () => renderer.RenderAsync(letter))
            : await renderer.RenderAsync(letter);
        return shared with { Text = FooterLinks.Personal(shared.Text, urls), Html = FooterLinks.Personal(shared.Html, urls) };
    }

    // RFC 8058 one-click needs a page that mail providers reach; the address for those who unsubscribe by mail is always there.
    private ListHeaders ListOf(PersonalUrls urls) => new()
    {
        Id = $"offres.{from.Domain}",
        Name = HeaderValue.Clean("OfferBot"),
        UnsubscribePage = links.IsPublic ? urls.Unsubscribe : null,
        UnsubscribeMail = new Uri($"mailto:{from.Address}?subject=stop"),
    };

    private MailMessage Message(Delivery delivery, MailAddress to, RenderedLetter letter, ListHeaders? list) => new()
    {
        From = from,
        To = to,
        Subject = HeaderValue.Clean(letter.Subject),
        // The same at every attempt: a copy that arrives twice can be told by it.
        MessageId = MessageId.For(string.Create(CultureInfo.InvariantCulture, $"{delivery.Id}-{delivery.CreatedAt.ToUnixTimeMilliseconds()}"), from.Domain),
        Date = delivery.CreatedAt,
        Text = letter.Text,
        Html = letter.Html,
        List = list,
    };

    private static Outcome Explain(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent => new Outcome.Sent(null),
        // A server that slows everyone down uses up nobody's attempts.
        SendOutcome.Later later => new Outcome.Later(later.Scope == LaterScope.Recipient ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(10), later.Why, Counts: later.Scope != LaterScope.Server),
        SendOutcome.Refused refused => new Outcome.Refused($"The mail server refused it ({refused.Scope}): {refused.Reply}"),
        SendOutcome.InDoubt doubt => new Outcome.Later(TimeSpan.Zero, doubt.Why, InDoubt: true),
        _ => throw new ArgumentException($"Unknown outcome {outcome}.", nameof(outcome)),
    };

    private static Task<string> KeepAsync(IPreview preview, MailAddress to, RenderedLetter letter, CancellationToken ct) =>
        preview.KeepAsync(DestinationKind.Mail, to.Address.ToLowerInvariant(), System.Text.Json.JsonSerializer.Serialize(letter, LetterJson.Default.RenderedLetter), ct);
}

/// <summary>Mails as the preview keeps them: {"Subject","Text","Html"}.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(RenderedLetter))]
internal sealed partial class LetterJson : System.Text.Json.Serialization.JsonSerializerContext;

/// <summary>The latest rendered issues, so that each is rendered once however many read it.</summary>
internal sealed class RenderedIssues(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<RenderedLetter>> _rendered = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public Task<RenderedLetter> GetAsync(string key, Func<Task<RenderedLetter>> render)
    {
        lock (_lock)
        {
            if (_rendered.TryGetValue(key, out var known) && !known.IsFaulted) return known;
            if (!_rendered.ContainsKey(key)) _order.Enqueue(key);
            if (_order.Count > most) _rendered.Remove(_order.Dequeue());
            return _rendered[key] = render();
        }
    }
}
