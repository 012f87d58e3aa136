using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>One thing that can be asked by a slash command. One file each; found by assembly scan.</summary>
internal interface ISlashCommand
{
    /// <summary>The command that it stands under; null when it stands alone.</summary>
    CommandFamily? Family { get; }

    /// <summary>Name, description and options, in English with French beside it.</summary>
    CommandOption Definition { get; }

    /// <summary>The answer; within a second as a rule.</summary>
    Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct);

    /// <summary>Suggestions for the option that is typed into.</summary>
    Task<IReadOnlyList<CommandChoice>> SuggestAsync(Ask ask, CancellationToken ct) => Task.FromResult<IReadOnlyList<CommandChoice>>([]);
}

/// <summary>A button or list under a message. Found by assembly scan.</summary>
internal interface IComponent
{
    /// <summary>The part of the custom id before the first colon.</summary>
    string Prefix { get; }

    /// <summary>Whether it changes the message that it stands under, or says something more.</summary>
    DeferAs Defer => DeferAs.EphemeralReply;

    /// <summary>The answer.</summary>
    Task<InteractionAnswer> AnswerAsync(Ask ask, CancellationToken ct);
}
