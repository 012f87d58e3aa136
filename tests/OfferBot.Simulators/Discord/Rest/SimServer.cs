using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace OfferBot.Simulators.Discord.Rest;

/// <summary>The way of one request: read, faults, token, rate limits, effect, answer.</summary>
internal sealed class SimServer(SimWorld world, SimOptions options, SimRates rates, SimFaults faults, SimRequests requests)
{
    public async Task HandleAsync(HttpContext http, SimRoute route)
    {
        var (body, call) = await ReadAsync(http, route);
        var path = http.Request.Path.Value![(http.Request.Path.Value!.IndexOf("/v10", StringComparison.Ordinal) + 4)..];
        var fault = faults.For(http.Request.Method, path);
        var reply = fault switch
        {
            SimFault.CutBefore => null,
            SimFault.RateLimited limited => SimRates.Limited(limited.Wait, limited.Scope, [], limited.InHeader, limited.Code),
            SimFault.NetworkBan ban => new SimReply(429) { Html = "<html><body>Error 1015: you are being rate limited</body></html>", Headers = ban.Wait is { } wait ? [("Retry-After", $"{wait.TotalSeconds:0}")] : [] },
            SimFault.Answer answer => SimReply.Error(answer.Status, answer.Code, answer.Message),
            _ => Answer(http, route, call),
        };
        if (fault is SimFault.DoneThenError error)
            reply = SimReply.Error(error.Status, 0, "internal");
        var cut = reply is null || fault is SimFault.CutAfter;
        Record(http, route, path, body, cut ? 0 : reply!.Status);
        if (cut)
            http.Abort();
        else
            await WriteAsync(http, reply!);
    }

    private SimReply Answer(HttpContext http, SimRoute route, SimCall? call)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        // Webhooks are used by anybody (discord.py answers interactions without naming itself), bots have to say who they are.
        if (route.Auth && !agent.StartsWith("DiscordBot (", StringComparison.Ordinal))
            return SimReply.Error(403, 40333, "internal network error");
        if (route.Auth && http.Request.Headers.Authorization != $"Bot {options.Token}")
            return SimReply.Error(401, 0, "401: Unauthorized");
        if (call is null)
            return SimReply.Error(400, 50109, "The request body contains invalid JSON.");
        lock (world.Gate)
        {
            var major = string.Join('|', call.Values.Where(value => value.Key is "channel" or "guild" or "token").Select(value => value.Value));
            var (refusal, headers) = rates.Take(route.ToString(), major, route.Auth);
            if (refusal is not null)
                return refusal;
            try
            {
                var reply = route.Handle(call);
                return reply with { Headers = [.. headers, .. reply.Headers] };
            }
            catch (SimRefusal no)
            {
                return no.Reply with { Headers = headers };
            }
        }
    }

    private void Record(HttpContext http, SimRoute route, string path, string body, int status)
    {
        var request = new SimRequest(http.Request.Method, path + http.Request.QueryString, route.Template, body, status, world.Time.GetUtcNow(),
            http.Request.Headers.UserAgent, http.Request.Headers.ContainsKey("Authorization"));
        requests.Add(request);
    }

    /// <summary>The call is null when the body is no JSON.</summary>
    private static async Task<(string Body, SimCall? Call)> ReadAsync(HttpContext http, SimRoute route)
    {
        var body = "";
        var files = new List<SimFile>();
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync();
            body = form["payload_json"].ToString();
            foreach (var file in form.Files.Where(file => file.Name == "payload_json"))
                body = await new StreamReader(file.OpenReadStream(), Encoding.UTF8).ReadToEndAsync();
            foreach (var file in form.Files.Where(file => file.Name.StartsWith("files[", StringComparison.Ordinal)))
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content);
                files.Add(new SimFile(file.Name, file.FileName, content.ToArray()));
            }
        }
        else if (http.Request.Headers.ContentLength is > 0 || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            body = await new StreamReader(http.Request.Body, Encoding.UTF8).ReadToEndAsync();
        }
        var values = http.Request.RouteValues.ToDictionary(value => value.Key, value => $"{value.Value}");
        var query = http.Request.Query.ToDictionary(value => value.Key, value => value.Value.ToString());
        return (body, TryParse(body, out var json) ? new SimCall(route, values, query, json, files) : null);
    }

    private static bool TryParse(string body, out JsonNode? json)
    {
        json = null;
        if (body.Length == 0)
            return true;
        try
        {
            json = JsonNode.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false; // answered with 50109
        }
    }

    private static async Task WriteAsync(HttpContext http, SimReply reply)
    {
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        if (reply.Html is not null)
        {
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync(reply.Html);
        }
        else if (reply.Body is not null)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(reply.Body.ToJsonString());
        }
    }
}
