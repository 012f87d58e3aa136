using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>A command that others stand under: <c>/offers search</c>, <c>/offers latest</c>.</summary>
internal sealed record CommandFamily(ApplicationCommand Definition)
{
    private static readonly IReadOnlyList<InteractionContext> Everywhere = [InteractionContext.Guild, InteractionContext.BotDm, InteractionContext.PrivateChannel];
    private static readonly IReadOnlyList<Installation> ByAnyone = [Installation.Guild, Installation.User];

    /// <summary>What is on the board.</summary>
    public static CommandFamily Offers { get; } = new(Personal("offers", "Job, internship and volunteering offers").InFrench("offres", "Offres d'emploi, de stage et de bénévolat"));

    /// <summary>What a member wants to be told.</summary>
    public static CommandFamily Alerts { get; } = new(Personal("alerts", "Be told of new offers, here or by mail").InFrench("alertes", "Être prévenu·e des nouvelles offres, ici ou par mail"));

    /// <summary>What a channel is told; for those who manage the server.</summary>
    public static CommandFamily Channel { get; } = new(new ApplicationCommand("channel")
    {
        Description = "Which offers are posted in which channel",
        Contexts = [InteractionContext.Guild],
        IntegrationTypes = [Installation.Guild],
        DefaultMemberPermissions = Permissions.ManageGuild,
    }.InFrench("salon", "Quelles offres sont publiées dans quel salon"));

    /// <summary>A command for everybody, wherever they are.</summary>
    public static ApplicationCommand Personal(string name, string description) =>
        new(name) { Description = description, Contexts = Everywhere, IntegrationTypes = ByAnyone };
}

/// <summary>French beside the English of command definitions.</summary>
internal static class FrenchDefinitions
{
    public static ApplicationCommand InFrench(this ApplicationCommand command, string name, string description) =>
        command with { NameLocalizations = French(name), DescriptionLocalizations = French(description) };

    public static CommandOption InFrench(this CommandOption option, string name, string description) =>
        option with { NameLocalizations = French(name), DescriptionLocalizations = French(description) };

    public static CommandChoice InFrench(this CommandChoice choice, string name) => choice with { NameLocalizations = French(name) };

    private static Dictionary<string, string> French(string text) => new() { ["fr"] = text };
}
