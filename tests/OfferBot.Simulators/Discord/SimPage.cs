using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord;

/// <summary>The channels as a page, newest message last, for somebody who runs the simulator by hand.</summary>
internal static class SimPage
{
    private const string Head = """
        <!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Loopback Discord</title>
        <style>
          body{background:#313338;color:#dbdee1;font:15px/1.4 sans-serif;margin:2rem auto;max-width:48rem}
          h2{color:#fff;font-size:1rem;border-bottom:1px solid #3f4147;padding-bottom:.3rem}
          .message{margin:.8rem 0}.who{color:#fff;font-weight:600}.who small{color:#949ba4;font-weight:400}
          .embed{background:#2b2d31;border-left:4px solid #5865f2;border-radius:4px;padding:.6rem .9rem;margin:.3rem 0;max-width:32rem;white-space:pre-wrap}
          .embed b{color:#00a8fc}.field{display:inline-block;min-width:9rem;margin:.4rem 1rem 0 0;vertical-align:top}.field i{color:#fff;display:block;font-style:normal;font-weight:600}
          .button{display:inline-block;background:#4e5058;color:#fff;border-radius:3px;padding:.3rem .9rem;margin:.2rem .4rem .2rem 0}
          .alone{background:#3b3a52;border-left:2px solid #5865f2;padding:.2rem .6rem}
          .quiet{color:#949ba4;font-size:.8rem}
        </style>
        """;

    public static async Task WriteAsync(HttpContext http, SimWorld world, SimPeople people)
    {
        var page = new StringBuilder(Head);
        lock (world.Gate)
        {
            foreach (var channel in world.Channels.Values.OrderBy(channel => channel.Id))
                Add(page, channel, people);
        }
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(page.ToString());
    }

    private static void Add(StringBuilder page, SimChannel channel, SimPeople people)
    {
        page.Append(System.Globalization.CultureInfo.InvariantCulture, $"<h2># {Text(channel.Name)} <small class=quiet>{channel.Id}{(channel.Archived ? ", archived" : "")}{(channel.Locked ? ", locked" : "")}</small></h2>");
        // What only one person saw stands among the rest, marked as such.
        foreach (var message in channel.Messages.TakeLast(50).Concat(people.SeenAlone(channel.Id).TakeLast(20)).OrderBy(message => message.Id))
        {
            page.Append(message.Ephemeral ? "<div class='message alone'>" : "<div class=message>").Append("<div class=who>").Append(Text(message.Json["author"]?["username"])).Append(" <small>").Append(Text(message.Json["timestamp"]))
                .Append(message.Edits.Count > 0 ? " (edited)" : "").Append(message.Ephemeral ? " · only one person sees this" : "").Append("</small></div>").Append(Text(message.Content));
            foreach (var embed in message.Embeds)
                Add(page, embed);
            foreach (var button in Buttons(message.Json["components"]))
                page.Append("<span class=button>").Append(Text(button["label"])).Append("</span>");
            page.Append("</div>");
        }
    }

    private static void Add(StringBuilder page, JsonObject embed)
    {
        page.Append("<div class=embed style=\"border-color:#").Append(((int?)embed["color"] ?? 0x5865f2).ToString("x6", System.Globalization.CultureInfo.InvariantCulture)).Append("\">")
            .Append("<span class=quiet>").Append(Text(embed["author"]?["name"])).Append("</span>\n<b>").Append(Text(embed["title"])).Append("</b>\n").Append(Text(embed["description"]));
        foreach (var field in embed["fields"] as JsonArray ?? [])
            page.Append("<div class=field><i>").Append(Text(field?["name"])).Append("</i>").Append(Text(field?["value"])).Append("</div>");
        page.Append("\n<span class=quiet>").Append(Text(embed["footer"]?["text"])).Append("</span></div>");
    }

    private static IEnumerable<JsonObject> Buttons(JsonNode? components) => components switch
    {
        JsonArray list => list.SelectMany(Buttons),
        JsonObject one when (int?)one["type"] == 2 => [one],
        JsonObject one => Buttons(one["components"]),
        _ => [],
    };

    private static string Text(object? value) => WebUtility.HtmlEncode($"{value}");
}
