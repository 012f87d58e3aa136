using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using OfferBot.Mail.Templates;

namespace OfferBot.Mail;

/// <summary>A letter rendered: the same for all who read it.</summary>
internal sealed record RenderedLetter(string Subject, string Text, string Html);

/// <summary>Renders letters by Razor, which encodes every value that comes from an offer.</summary>
internal sealed class LetterRenderer(IServiceProvider services, ILoggerFactory logs)
{
    public async Task<RenderedLetter> RenderAsync(Letter letter)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LetterMail.Letter)] = letter });
            return (await renderer.RenderComponentAsync<LetterMail>(parameters)).ToHtmlString();
        });
        return new RenderedLetter(letter.Subject, MailText.Of(letter), "<!DOCTYPE html>\n" + html);
    }
}
