using Microsoft.Extensions.Logging;

namespace OfferBot.DiscordClient;

internal static partial class InteractionLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Interaction}: its handler failed")]
    public static partial void Failed(ILogger log, InteractionName interaction, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "/{Command}: suggestions came too late")]
    public static partial void Late(ILogger log, string command);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Interaction}: {Answer} cannot be given after a second; answer faster")]
    public static partial void TooLate(ILogger log, InteractionName interaction, string answer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Interaction}: over, or answered elsewhere (code {Code})")]
    public static partial void Over(ILogger log, InteractionName interaction, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Interaction}: the answer could not be given: {Fault}")]
    public static partial void NotGiven(ILogger log, InteractionName interaction, DiscordFault fault);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Kind}: left unanswered because the program stops")]
    public static partial void Stopped(ILogger log, InteractionKind kind);
}

/// <summary>A command or the kind of a button, for the log: no values, no ids, no token.</summary>
internal readonly record struct InteractionName(Interaction Interaction)
{
    public override string ToString() => Interaction.Command.Length > 0 ? $"/{Interaction.Command}" : $"{Interaction.Kind} {Interaction.CustomId.Split(':', 2)[0]}";
}
