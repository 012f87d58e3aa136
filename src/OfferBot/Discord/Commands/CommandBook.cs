using OfferBot.Discord.Direct;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>All commands and components of the bot: as Discord wants to know them, and who answers them.</summary>
internal sealed class CommandBook(IEnumerable<ISlashCommand> commands, IEnumerable<IComponent> components, InboxNote inbox)
{
    private readonly List<ISlashCommand> _commands = [.. commands];

    /// <summary>What is registered with Discord, by name.</summary>
    public IReadOnlyList<ApplicationCommand> Definitions => field ??=
    [
        .. _commands.GroupBy(c => c.Family?.Definition.Name ?? c.Definition.Name).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.First().Family is { } family ? family.Definition with { Options = [.. g.Select(c => c.Definition)] } : Alone(g.Single())),
    ];

    /// <summary>Who answers what.</summary>
    public InteractionRoutes Routes()
    {
        var routes = new InteractionRoutes();
        foreach (var command in _commands)
        {
            routes.Command(NameOf(command), (call, ct) =>
            {
                var ask = new Ask(call);
                ask.Afterwards((followUps, ct) => inbox.ShowAsync(ask, followUps, ct));
                return command.AnswerAsync(ask, ct);
            });
            if (command.Definition.Options?.Any(o => o.Autocomplete == true) == true)
                routes.Suggest(NameOf(command), (interaction, ct) => command.SuggestAsync(new Ask(new InteractionCall(interaction)), ct));
        }

        foreach (var component in components) routes.Component(component.Prefix, (call, ct) => component.AnswerAsync(new Ask(call), ct), component.Defer);
        return routes;
    }

    /// <summary>Each command's name and what it does, in French and in English.</summary>
    public IEnumerable<(string French, string English, string Does, string DoesInEnglish)> Lines() => _commands.OrderBy(NameOf, StringComparer.Ordinal).Select(c => (
        c.Family is { } family ? $"{family.Definition.NameLocalizations!["fr"]} {c.Definition.NameLocalizations!["fr"]}" : c.Definition.NameLocalizations!["fr"], NameOf(c),
        c.Definition.DescriptionLocalizations!["fr"], c.Definition.Description));

    /// <summary>"offers search".</summary>
    public static string NameOf(ISlashCommand command) => command.Family is { } family ? $"{family.Definition.Name} {command.Definition.Name}" : command.Definition.Name;

    private static ApplicationCommand Alone(ISlashCommand command)
    {
        var definition = command.Definition;
        return CommandFamily.Personal(definition.Name, definition.Description) with
        {
            NameLocalizations = definition.NameLocalizations,
            DescriptionLocalizations = definition.DescriptionLocalizations,
            Options = definition.Options,
        };
    }
}
