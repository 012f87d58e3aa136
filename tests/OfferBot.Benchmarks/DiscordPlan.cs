using System.Text.Json;
using System.Text.Json.Serialization;

namespace OfferBot.Benchmarks;

/// <summary>What a worker is to do: the same plan goes to ours and to discord.js.</summary>
internal sealed record DiscordPlan(string Api, string Token, string Mode, string[] Channels, int Posts, int WarmUp)
{
    /// <summary>Ours, built as the benchmarks are: from its own folder, so that it loads nothing of theirs.</summary>
    public static string Worker { get; } = Path.Combine(AppContext.BaseDirectory.Replace("OfferBot.Benchmarks", "OfferBot.DiscordWorker", StringComparison.Ordinal), OperatingSystem.IsWindows() ? "OfferBot.DiscordWorker.exe" : "OfferBot.DiscordWorker");

    public override string ToString() => JsonSerializer.Serialize(this, DiscordPlanJson.Default.DiscordPlan);

    public static DiscordPlan Parse(string text) => JsonSerializer.Deserialize(text, DiscordPlanJson.Default.DiscordPlan)!;
}

// Generated: reading by reflection would be megabytes of the worker's memory that are not the client's.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DiscordPlan))]
internal sealed partial class DiscordPlanJson : JsonSerializerContext;
