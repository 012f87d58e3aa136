namespace OfferBot.DiscordClient;

/// <summary>
/// Answers an interaction. It may take its time: after a second Discord and the person are told that it is being worked on, and the answer
/// is filled in later.
/// </summary>
public delegate Task<InteractionAnswer> InteractionHandler(InteractionCall call, CancellationToken ct);

/// <summary>Suggests values for the option <see cref="Interaction.Focused"/>. Late suggestions (2.5 s) are dropped.</summary>
public delegate Task<IReadOnlyList<CommandChoice>> SuggestHandler(Interaction interaction, CancellationToken ct);

/// <summary>How an answer that takes longer than a second is announced.</summary>
public enum DeferAs
{
    /// <summary>"Is thinking", seen by the person only.</summary>
    EphemeralReply,

    /// <summary>"Is thinking", seen by all.</summary>
    PublicReply,

    /// <summary>For buttons and selects whose message will change: nothing is seen.</summary>
    Update,
}

/// <summary>Who answers what. Commands by their full name (<c>offers search</c>), components and forms by the part of the custom id before the first colon.</summary>
public sealed class InteractionRoutes
{
    private readonly Dictionary<string, InteractionRoute> _routes = [];
    private readonly Dictionary<string, SuggestHandler> _suggestions = [];

    public InteractionRoutes Command(string name, InteractionHandler handler, DeferAs defer = DeferAs.EphemeralReply) => Add($"command {name}", handler, defer);

    public InteractionRoutes Suggest(string command, SuggestHandler handler)
    {
        _suggestions.Add(command, handler);
        return this;
    }

    /// <summary><paramref name="prefix"/> is the custom id up to its first colon: <c>save</c> for <c>save:42</c>.</summary>
    public InteractionRoutes Component(string prefix, InteractionHandler handler, DeferAs defer = DeferAs.EphemeralReply) => Add($"component {prefix}", handler, defer);

    /// <inheritdoc cref="Component"/>
    public InteractionRoutes Modal(string prefix, InteractionHandler handler, DeferAs defer = DeferAs.EphemeralReply) => Add($"modal {prefix}", handler, defer);

    internal InteractionRoute? Find(Interaction interaction) => _routes.GetValueOrDefault(interaction.Kind switch
    {
        InteractionKind.Command => $"command {interaction.Command}",
        InteractionKind.Component => $"component {Prefix(interaction.CustomId)}",
        InteractionKind.ModalSubmit => $"modal {Prefix(interaction.CustomId)}",
        _ => "",
    });

    internal SuggestHandler? FindSuggestion(Interaction interaction) => _suggestions.GetValueOrDefault(interaction.Command);

    private InteractionRoutes Add(string key, InteractionHandler handler, DeferAs defer)
    {
        _routes.Add(key, new InteractionRoute(handler, defer));
        return this;
    }

    private static string Prefix(string customId) => customId.Split(':', 2)[0];
}

internal sealed record InteractionRoute(InteractionHandler Handler, DeferAs Defer);

/// <summary>An interaction on its way to being answered.</summary>
public sealed class InteractionCall(Interaction interaction)
{
    private readonly List<Func<FollowUps, CancellationToken, Task>> _afterwards = [];

    public Interaction Interaction { get; } = interaction;

    internal IReadOnlyList<Func<FollowUps, CancellationToken, Task>> Work => _afterwards;

    /// <summary>To be done once the answer is with the person: more messages, changes of the answer. Not done if the answer could not be given.</summary>
    public void Afterwards(Func<FollowUps, CancellationToken, Task> work) => _afterwards.Add(work);
}

/// <summary>What may be said after the answer, while the token lives (15 minutes).</summary>
public sealed class FollowUps
{
    private readonly DiscordRest _rest;
    private readonly Interaction _interaction;

    internal FollowUps(DiscordRest rest, Interaction interaction) => (_rest, _interaction) = (rest, interaction);

    public Task<DiscordResult<Message>> SendAsync(MessageCreate message, CancellationToken ct) =>
        _rest.FollowUpAsync(_interaction.Application, _interaction.Token, message, ct);

    /// <summary>Changes the answer itself.</summary>
    public Task<DiscordResult<Message>> EditAnswerAsync(MessageEdit edit, CancellationToken ct) =>
        _rest.EditOriginalAsync(_interaction.Application, _interaction.Token, edit, ct);

    public Task<DiscordResult<Nothing>> DeleteAnswerAsync(CancellationToken ct) =>
        _rest.DeleteOriginalAsync(_interaction.Application, _interaction.Token, ct);
}
