using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OfferBot.Benchmarks;

/// <summary>A digest of 22 offers as the bot sends it, with a token in 47 places and a name: every sender fills in the same text.</summary>
internal sealed record MailTemplate(string Subject, string Text, string Html)
{
    private static readonly string[] Titles =
    [
        "Chargé·e de mission mobilités douces", "Éducateur·rice à l’environnement", "Bénévolat : atelier vélo du samedi", "Stage — communication et plaidoyer",
        "Alternance développement web (mission d’intérêt général)", "Coordinateur·rice d’une épicerie solidaire", "Service civique : lien avec les aîné·es",
    ];

    private static readonly string[] Places = ["Lille", "Saint-Étienne", "Besançon", "Nîmes", "Orléans", "Angoulême", "Châlons-en-Champagne"];

    public static MailTemplate Create()
    {
        var text = new StringBuilder("Bonjour {{name}},\n\nvoici les offres de la semaine qui répondent à votre recherche.\n\n");
        var html = new StringBuilder("<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Les offres</title></head><body style=\"margin:0;background:#f6f5f1\"><p>Bonjour {{name}},</p>\n");
        for (var i = 1; i <= 22; i++)
        {
            var (title, place) = (Titles[i % Titles.Length], Places[i % Places.Length]);
            text.Append(CultureInfo.InvariantCulture, $"{i}. {title} — {place}, dès septembre\n   https://example.org/o/{i}?t={{{{token}}}}\n\n");
            html.Append(CultureInfo.InvariantCulture, $$"""
                <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;margin:0 auto"><tr><td style="padding:12px 16px;font-family:Georgia,serif;color:#1d2a21">
                <a href="https://example.org/o/{{i}}?t={{"{{token}}"}}" style="font-size:18px;color:#14532d;text-decoration:none"><strong>{{title}}</strong></a><br>
                <span style="color:#52605a">{{place}} — à partir de septembre 2026, {{20 + (i % 4) * 5}} h par semaine, indemnité prévue. L’équipe cherche quelqu’un qui aime le contact, l’écoute et le travail à plusieurs.</span></td></tr></table>

                """);
        }

        text.Append("Changer ou arrêter : https://example.org/unsubscribe/{{token}}\n");
        html.Append("<p style=\"font-size:12px\"><a href=\"https://example.org/preferences/{{token}}\">Préférences</a> · <a href=\"https://example.org/unsubscribe/{{token}}\">Se désinscrire</a></p></body></html>\n");
        return new MailTemplate("Chargé·e de mission mobilités douces, et 21 autres offres", text.ToString(), html.ToString());
    }

    public static MailTemplate Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return new MailTemplate(Value("subject"), Value("text"), Value("html"));
        string Value(string name) => json.RootElement.GetProperty(name).GetString()!;
    }

    public void Save(string path)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteString("subject", Subject);
        json.WriteString("text", Text);
        json.WriteString("html", Html);
        json.WriteEndObject();
    }
}
