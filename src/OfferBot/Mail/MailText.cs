using System.Text;
using OfferBot.Core.Offers;

namespace OfferBot.Mail;

/// <summary>The plain text of mails: all that the HTML says, readable in any program.</summary>
internal static class MailText
{
    /// <summary>The text of a letter.</summary>
    public static string Of(Letter letter)
    {
        var text = new StringBuilder();
        text.Append(letter.Heading).Append('\n').Append('=', Math.Min(letter.Heading.Length, 70)).Append("\n\n");
        foreach (var group in letter.Groups)
        {
            if (group.Heading is { } heading) text.Append(heading).Append('\n').Append('-', Math.Min(heading.Length, 70)).Append("\n\n");
            foreach (var card in group.Cards) Append(text, card, letter.Words);
        }

        if (letter.Left > 0) text.Append(LeftOut(letter)).Append(letter.Footer.Links is { } web ? $"\n{web.View.AbsoluteUri}\n\n" : "\n\n");
        Append(text, letter.Footer, letter.Words);
        return text.ToString();
    }

    /// <summary>The text of a correction.</summary>
    public static string Of(CorrectionLetter letter)
    {
        var text = new StringBuilder();
        text.Append(letter.Heading).Append('\n').Append('=', Math.Min(letter.Heading.Length, 70)).Append("\n\n");
        text.Append(letter.Title).Append('\n');
        if (letter.Organization is { } organization) text.Append(organization).Append('\n');
        text.Append('\n');
        foreach (var fact in letter.Facts) text.Append("  ").Append(CorrectionLetter.Line(fact, letter.Unsaid, letter.Words)).Append('\n');
        text.Append('\n');
        if (letter.Link is { } url) text.Append(letter.LinkText).Append(letter.Words.Say(" : ", ": ")).Append(url).Append('\n');
        Append(text, letter.ApplyEmails, letter.Words);
        if (letter.Link is not null || letter.ApplyEmails.Count > 0) text.Append('\n');
        Append(text, letter.Footer, letter.Words);
        return text.ToString();
    }

    /// <summary>The text of a mail about the subscription itself.</summary>
    public static string Of(ConsentLetter letter)
    {
        var text = new StringBuilder();
        foreach (var paragraph in letter.Paragraphs) text.Append(paragraph).Append("\n\n");
        text.Append(letter.Button).Append('\n').Append(letter.Link).Append("\n\n");
        foreach (var paragraph in letter.After) text.Append(paragraph).Append("\n\n");
        if (letter.SmallLink is { } link) text.Append(letter.SmallLinkText).Append('\n').Append(link).Append('\n');
        return text.ToString();
    }

    /// <summary>"… et 12 autres offres."</summary>
    public static string LeftOut(Letter letter) => letter.Words.Say($"… et {letter.Left} {(letter.Left == 1 ? "autre offre" : "autres offres")}", $"… and {letter.Left} more {(letter.Left == 1 ? "offer" : "offers")}");

    private static void Append(StringBuilder text, LetterFooter footer, OfferWording words)
    {
        text.Append("-- \n").Append(footer.Why).Append('\n');
        if (footer.Links is { } links) AppendLinks(text, links, words);
        else text.Append(footer.Leave).Append('\n');
    }

    private static void AppendLinks(StringBuilder text, FooterLinks links, OfferWording words) => text
        .Append(words.Say("Changer ou mettre en pause : ", "Change or pause: ")).Append(FooterLinks.Preferences).Append('\n')
        .Append(words.Say("Ne plus rien recevoir : ", "Unsubscribe: ")).Append(FooterLinks.Unsubscribe).Append('\n')
        .Append(words.Say("Voir dans le navigateur : ", "View in the browser: ")).Append(links.View.AbsoluteUri).Append('\n');

    private static void Append(StringBuilder text, OfferCard card, OfferWording words)
    {
        text.Append(card.Title).Append('\n');
        if (card.Organization is { } organization) text.Append(organization).Append('\n');
        foreach (var (_, name, value) in card.Facts) text.Append("  ").Append(name).Append(words.Say(" : ", ": ")).Append(value).Append('\n');
        if (card.Summary is { } summary) text.Append('\n').Append(summary).Append('\n');
        if (card.Link is { } url) text.Append('\n').Append(card.LinkText).Append(words.Say(" : ", ": ")).Append(url).Append('\n');
        Append(text, card.ApplyEmails, words);
        text.Append('\n');
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> addresses, OfferWording words)
    {
        foreach (var address in addresses) text.Append(words.Say("Candidature par mail : ", "Apply by mail: ")).Append(address).Append('\n');
    }
}
