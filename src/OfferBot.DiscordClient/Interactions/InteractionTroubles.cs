namespace OfferBot.DiscordClient;

/// <summary>Why a person gets a sentence instead of an answer.</summary>
public enum InteractionTrouble
{
    /// <summary>Nobody answers this command or button (an old message, a command that is gone).</summary>
    Unknown,

    /// <summary>The handler failed; the log says how.</summary>
    Failed,

    /// <summary>A form was to be opened, and it was too late for that.</summary>
    TooSlow,
}

internal static class InteractionTroubles
{
    public static string Say(Interaction interaction, InteractionTrouble trouble) => (interaction.Locale.StartsWith("fr", StringComparison.Ordinal), trouble) switch
    {
        (true, InteractionTrouble.Unknown) => "Cette commande ou ce bouton n'est plus disponible.",
        (true, InteractionTrouble.Failed) => "Quelque chose n'a pas fonctionné de notre côté. Réessayez dans un instant.",
        (true, _) => "C'était trop long de notre côté. Réessayez.",
        (_, InteractionTrouble.Unknown) => "This command or button is no longer available.",
        (_, InteractionTrouble.Failed) => "Something went wrong on our side. Please try again in a moment.",
        _ => "That took too long on our side. Please try again.",
    };
}
