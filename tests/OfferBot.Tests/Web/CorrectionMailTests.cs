namespace OfferBot.Tests.Web;

/// <summary>Corrections as readers get them: the whole program, a real mail.</summary>
public sealed class CorrectionMailTests
{
    private const string Offer = """
        # Animatrice nature
        **Structure :** La Mare aux Histoires
        **Contrat :** CDD de 6 mois
        **Lieu :** Amiens
        Candidatures avant le 15 décembre 2099 à bonjour@mare-aux-histoires.example.org
        """;

    [Fact]
    public async Task A_correction_says_in_its_subject_what_changed_and_stands_in_the_thread_of_the_first_mail()
    {
        await using var site = await Site.OpenAsync(s => s with { Mail = s.Mail with { CorrectionsAfterMinutes = 0 } });
        await site.SubscribeAsync("ana@example.org");
        site.Drop("a.md", Offer);
        var first = (await site.MailsAsync(2))[^1];
        site.Drop("a.md", Offer.Replace("15 décembre", "3 novembre", StringComparison.Ordinal));
        var mail = (await site.MailsAsync(3))[^1];
        Assert.Equal("Changement de date limite : 3 novembre 2099 – Animatrice nature", SubjectOf(mail));
        Assert.Contains("  Date limite : 15 décembre 2099 → 3 novembre 2099\n", mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("<s class=\"soft\" style=\"color:#6b7280\">15 décembre 2099</s>", System.Net.WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
        Assert.Equal(first.Fields.Field("Message-ID"), mail.Fields.Field("In-Reply-To"));
        Assert.Equal(first.Fields.Field("Message-ID"), mail.Fields.Field("References"));
        Assert.NotNull(mail.Fields.Field("List-Unsubscribe-Post"));
        Assert.Contains(mail.Links, l => l.AbsolutePath.StartsWith("/unsubscribe/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_correction_is_mailed_where_the_operator_wants_none()
    {
        await using var site = await Site.OpenAsync(s => s with { Mail = s.Mail with { Corrections = false, CorrectionsAfterMinutes = 0 } });
        await site.SubscribeAsync("ana@example.org");
        site.Drop("a.md", Offer);
        await site.MailsAsync(2);
        site.Drop("a.md", Offer.Replace("15 décembre", "3 novembre", StringComparison.Ordinal));
        site.Drop("b.md", Offer.Replace("Animatrice nature", "Guide de montagne", StringComparison.Ordinal).Replace("Amiens", "Gap", StringComparison.Ordinal));
        var mails = await site.MailsAsync(3);
        Assert.Equal("Guide de montagne – La Mare aux Histoires – Gap (05)", SubjectOf(mails[^1]));
    }

    // The page's title is the subject, without the encoding of header fields.
    private static string SubjectOf(Letter mail) => System.Net.WebUtility.HtmlDecode(mail.Html.Split("<title>")[1].Split("</title>")[0]);
}
