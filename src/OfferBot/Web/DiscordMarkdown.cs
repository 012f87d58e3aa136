using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace OfferBot.Web;

/// <summary>The part of Discord's Markdown that posts use, as HTML: bold, strike, small text, links, timestamps, escapes.</summary>
internal static partial class DiscordMarkdown
{
    /// <summary>Encodes everything that is not markup.</summary>
    public static MarkupString ToHtml(string text, DateTimeOffset now, TimeZoneInfo zone)
    {
        var html = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (html.Length > 0) html.Append("<br>");
            var small = line.StartsWith("-# ", StringComparison.Ordinal);
            if (small) html.Append("<small>");
            Inline(html, small ? line[3..] : line, now, zone);
            if (small) html.Append("</small>");
        }

        return new MarkupString(html.ToString());
    }

    private static void Inline(StringBuilder html, string line, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (bold, struck, from) = (false, false, 0);
        foreach (Match mark in Mark().Matches(line))
        {
            html.Append(WebUtility.HtmlEncode(line[from..mark.Index]));
            from = mark.Index + mark.Length;
            if (mark.Groups["escaped"].Success) html.Append(WebUtility.HtmlEncode(mark.Groups["escaped"].Value));
            else if (mark.Value == "**") html.Append((bold = !bold) ? "<strong>" : "</strong>");
            else if (mark.Value == "~~") html.Append((struck = !struck) ? "<s>" : "</s>");
            else if (mark.Groups["url"].Success) Link(html, mark, now, zone);
            else if (mark.Groups["at"].Success) html.Append(Timestamp(mark, now, zone));
        }

        html.Append(WebUtility.HtmlEncode(line[from..]));
        if (bold) html.Append("</strong>");
        if (struck) html.Append("</s>");
    }

    private static void Link(StringBuilder html, Match mark, DateTimeOffset now, TimeZoneInfo zone)
    {
        html.Append("<a rel=\"noreferrer noopener\" href=\"").Append(WebUtility.HtmlEncode(mark.Groups["url"].Value)).Append("\">");
        Inline(html, mark.Groups["words"].Value, now, zone);
        html.Append("</a>");
    }

    private static string Timestamp(Match mark, DateTimeOffset now, TimeZoneInfo zone)
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(long.Parse(mark.Groups["at"].Value, CultureInfo.InvariantCulture));
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        var french = CultureInfo.GetCultureInfo("fr-FR");
        var shown = mark.Groups["style"].Value == "R" ? Relative(moment - now) : local.ToString("d MMMM yyyy", french);
        return $"<time title=\"{local.ToString("f", french)}\">{WebUtility.HtmlEncode(shown)}</time>";
    }

    private static string Relative(TimeSpan distance)
    {
        var days = (int)Math.Abs(distance.TotalDays);
        var amount = days switch { 0 => $"{(int)Math.Abs(distance.TotalHours)} h", < 31 => $"{days} j", < 365 => $"{days / 30} mois", _ => $"{days / 365} an(s)" };
        return distance < TimeSpan.Zero ? $"il y a {amount}" : $"dans {amount}";
    }

    // \*   **   ~~   [words](https://example.org)   <t:1767222000:R>
    [GeneratedRegex(@"\\(?<escaped>[^\w\s])|\*\*|~~|\[(?<words>(?:\\.|[^\]\\])+)\]\((?<url>https?://[^\s)]+)\)|<t:(?<at>\d{1,12}):(?<style>[A-Za-z])>")]
    private static partial Regex Mark();
}
