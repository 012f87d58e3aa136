using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using OfferBot.Mail.Templates;
using OfferBot.MailClient;
using OfferBot.MailClient.Mime;

namespace OfferBot.Mail;

/// <summary>A mail as its reader sees it.</summary>
internal sealed record RenderedLetter(string Subject, string Text, string Html);

/// <summary>A letter ready to be filled in for each of its readers.</summary>
internal sealed record PreparedLetter(string Subject, MailTemplate Template);

/// <summary>Renders letters by Razor, which encodes every value that comes from an offer.</summary>
/// <param name="head">The brand.</param>
/// <param name="services">For Razor.</param>
/// <param name="logs">For Razor.</param>
internal sealed class LetterRenderer(Letterhead head, IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>Who writes.</summary>
    public string BrandName => head.Brand.Name;

    /// <summary>What each mail carries along.</summary>
    public IReadOnlyList<MailFile> Files => head.Files;

    public async Task<RenderedLetter> RenderAsync(Letter letter) =>
        new(letter.Subject, MailText.Of(letter), await HtmlAsync<LetterMail>(new Dictionary<string, object?> { [nameof(LetterMail.Letter)] = letter, [nameof(LetterMail.Head)] = head }));

    public async Task<RenderedLetter> RenderAsync(ConsentLetter letter) =>
        new(letter.Subject, MailText.Of(letter), await HtmlAsync<ConsentMail>(new Dictionary<string, object?> { [nameof(ConsentMail.Letter)] = letter, [nameof(ConsentMail.Head)] = head }));

    public async Task<RenderedLetter> RenderAsync(CorrectionLetter letter) =>
        new(letter.Subject, MailText.Of(letter), await HtmlAsync<CorrectionMail>(new Dictionary<string, object?> { [nameof(CorrectionMail.Letter)] = letter, [nameof(CorrectionMail.Head)] = head }));

    private async Task<string> HtmlAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return "<!DOCTYPE html>\n" + await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
