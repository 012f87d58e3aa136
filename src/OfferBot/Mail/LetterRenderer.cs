using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using OfferBot.Mail.Templates;
using OfferBot.MailClient.Mime;

namespace OfferBot.Mail;

/// <summary>A mail as its reader sees it.</summary>
internal sealed record RenderedLetter(string Subject, string Text, string Html);

/// <summary>A letter ready to be filled in for each of its readers.</summary>
internal sealed record PreparedLetter(string Subject, MailTemplate Template);

/// <summary>Renders letters by Razor, which encodes every value that comes from an offer.</summary>
internal sealed class LetterRenderer(IServiceProvider services, ILoggerFactory logs)
{
    public async Task<RenderedLetter> RenderAsync(Letter letter) =>
        new(letter.Subject, MailText.Of(letter), await HtmlAsync<LetterMail>(new Dictionary<string, object?> { [nameof(LetterMail.Letter)] = letter }));

    public async Task<RenderedLetter> RenderAsync(ConsentLetter letter) =>
        new(letter.Subject, MailText.Of(letter), await HtmlAsync<ConsentMail>(new Dictionary<string, object?> { [nameof(ConsentMail.Letter)] = letter }));

    public async Task<RenderedLetter> RenderAsync(CorrectionLetter letter) =>
        new(letter.Subject, MailText.Of(letter), await HtmlAsync<CorrectionMail>(new Dictionary<string, object?> { [nameof(CorrectionMail.Letter)] = letter }));

    private async Task<string> HtmlAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return "<!DOCTYPE html>\n" + await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
