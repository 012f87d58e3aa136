using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OfferBot.Core.Subscriptions;

namespace OfferBot;

/// <summary>All that is known of a person as JSON that a person can read (GDPR, articles 15 and 20).</summary>
internal static class PersonalDataJson
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PersonalData data) => new JsonObject
    {
        ["destination"] = data.Destination.Kind.ToString(),
        ["address"] = data.Destination.Address,
        ["subscriptions"] = new JsonArray([.. data.Subscriptions.Select(One)]),
        ["deliveries"] = new JsonArray([.. data.Deliveries.Select(d => new JsonObject { ["kind"] = d.Kind, ["subject"] = d.Subject, ["state"] = d.State, ["at"] = d.At })]),
        ["failedMails"] = new JsonArray([.. data.Failures.Select(f => new JsonObject { ["at"] = f.At, ["kind"] = f.Kind, ["why"] = f.Why })]),
    }.ToJsonString(Readable) + "\n";

    private static JsonObject One(HeldSubscription held)
    {
        var s = held.Subscription;
        var one = new JsonObject
        {
            ["id"] = s.Id,
            ["query"] = s.Query,
            ["rhythm"] = s.Rhythm.ToString(),
            ["language"] = s.Language,
            ["state"] = s.State.GetType().Name,
            ["consent"] = new JsonObject { ["source"] = s.Consent.Source, ["at"] = s.Consent.At, ["text"] = s.Consent.Text },
            ["digestTime"] = new JsonObject { ["zone"] = s.Time.Zone, ["hour"] = s.Time.Hour, ["weekday"] = s.Time.Weekday?.ToString(), ["monthDay"] = s.Time.MonthDay },
            ["tellEarly"] = s.TellEarly,
            ["history"] = new JsonArray([.. held.History.Select(h => new JsonObject { ["at"] = h.At, ["what"] = h.What.ToString(), ["source"] = h.Source, ["detail"] = h.Detail })]),
        };
        if (s.State is SubscriptionState.Paused paused) one["pausedUntil"] = paused.Until;
        if (s.State is SubscriptionState.Ended ended)
        {
            one["endedAt"] = ended.At;
            one["endedWhy"] = ended.Why.ToString();
        }

        return one;
    }
}
