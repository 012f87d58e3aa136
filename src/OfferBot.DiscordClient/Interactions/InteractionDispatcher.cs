using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OfferBot.DiscordClient;

/// <summary>
/// Brings interactions to their handlers and the answers back in time: whatever a handler does, Discord hears within a second of receipt,
/// an error is told to the person, and an interaction that comes twice (replay after a resume) is handled once.
/// </summary>
public sealed class InteractionDispatcher
{
    private static readonly TimeSpan DeferAfter = TimeSpan.FromSeconds(1), SuggestWithin = TimeSpan.FromSeconds(2.5), TokenLife = TimeSpan.FromMinutes(15);

    private readonly DiscordRest _rest;
    private readonly InteractionRoutes _routes;
    private readonly Func<Interaction, InteractionTrouble, string> _say;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SeenInteractions _seen;
    private readonly ConcurrentDictionary<Snowflake, Task> _running = [];

    /// <param name="rest">Sends the answers.</param>
    /// <param name="routes">Who answers what.</param>
    /// <param name="say">What a person is told when something goes wrong, in their language; null: a plain sentence in French or English.</param>
    /// <param name="time">The clock of the deadlines; null is the system's.</param>
    /// <param name="log">Commands and faults; no token, no values.</param>
    public InteractionDispatcher(DiscordRest rest, InteractionRoutes routes, Func<Interaction, InteractionTrouble, string>? say = null, TimeProvider? time = null, ILogger<InteractionDispatcher>? log = null)
    {
        (_rest, _routes, _say, _time) = (rest, routes, say ?? InteractionTroubles.Say, time ?? TimeProvider.System);
        _log = log ?? NullLogger<InteractionDispatcher>.Instance;
        _seen = new SeenInteractions(_time, TokenLife);
    }

    /// <summary>Starts an interaction and returns at once.</summary>
    public void Start(GatewayEvent.InteractionReceived received, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(received);
        if (InteractionReader.Read(received.Data) is not { } interaction || !_seen.Add(interaction.Id))
            return;
        var work = HandleAsync(interaction, received.ReceivedAt, ct);
        _running[interaction.Id] = work;
        _ = work.ContinueWith(_ => _running.TryRemove(interaction.Id, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        if (work.IsCompleted)
            _running.TryRemove(interaction.Id, out _);
    }

    /// <summary>Until everything that was started is done.</summary>
    public Task DrainAsync() => Task.WhenAll(_running.Values);

    private async Task HandleAsync(Interaction interaction, long receivedAt, CancellationToken ct)
    {
        await Task.Yield(); // the reader of events goes on at once
        try
        {
            if (interaction.Kind == InteractionKind.Autocomplete)
                await SuggestAsync(interaction, receivedAt, ct);
            else
                await AnswerAsync(interaction, receivedAt, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            InteractionLog.Stopped(_log, interaction.Kind);
        }
    }

    private async Task SuggestAsync(Interaction interaction, long receivedAt, CancellationToken ct)
    {
        IReadOnlyList<CommandChoice> choices = [];
        if (_routes.FindSuggestion(interaction) is { } handler)
        {
            using var limit = new CancellationTokenSource(Left(receivedAt, SuggestWithin), _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            try
            {
                choices = await handler(interaction, either.Token).WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                InteractionLog.Late(_log, interaction.Command);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                InteractionLog.Failed(_log, new InteractionName(interaction), fault);
            }
        }
        Report(interaction, await _rest.AnswerInteractionAsync(interaction.Id, interaction.Token, new InteractionAnswer.Suggest(choices), ct));
    }

    private async Task AnswerAsync(Interaction interaction, long receivedAt, CancellationToken ct)
    {
        var route = _routes.Find(interaction);
        var call = new InteractionCall(interaction);
        var work = route is null ? Task.FromResult<InteractionAnswer>(Trouble(interaction, InteractionTrouble.Unknown)) : GuardedAsync(route, call, ct);
        var given = await FinishesAsync(work, Left(receivedAt, DeferAfter), ct)
            ? await FirstAsync(interaction, await work, ct)
            : await DeferAsync(interaction, route!.Defer, ct) && await FillInAsync(interaction, route.Defer, await work, ct);
        if (!given)
            return;
        var followUps = new FollowUps(_rest, interaction);
        foreach (var more in call.Work)
            await AfterwardsAsync(interaction, more, followUps, ct);
    }

    /// <summary>A handler's fault is the end of its answer, not of the bot: it is logged, and the person hears of it.</summary>
    private async Task<InteractionAnswer> GuardedAsync(InteractionRoute route, InteractionCall call, CancellationToken ct)
    {
        try
        {
            return await Task.Run(() => route.Handler(call, ct), ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            InteractionLog.Failed(_log, new InteractionName(call.Interaction), fault);
            return Trouble(call.Interaction, InteractionTrouble.Failed);
        }
    }

    private async Task AfterwardsAsync(Interaction interaction, Func<FollowUps, CancellationToken, Task> more, FollowUps followUps, CancellationToken ct)
    {
        try
        {
            await more(followUps, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            InteractionLog.Failed(_log, new InteractionName(interaction), fault);
        }
    }

    private async Task<bool> FinishesAsync(Task work, TimeSpan within, CancellationToken ct)
    {
        if (work.IsCompleted)
            return true;
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var first = await Task.WhenAny(work, Task.Delay(within, _time, rest.Token));
        await rest.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return first == work || work.IsCompleted;
    }

    private async Task<bool> FirstAsync(Interaction interaction, InteractionAnswer answer, CancellationToken ct)
    {
        var result = await _rest.AnswerInteractionAsync(interaction.Id, interaction.Token, answer, ct);
        if (result.FaultOrNull is DiscordFault.Rejected { Kind: RejectionKind.ContentFault })
        {
            Report(interaction, result);
            result = await _rest.AnswerInteractionAsync(interaction.Id, interaction.Token, Trouble(interaction, InteractionTrouble.Failed), ct);
        }
        return Report(interaction, result);
    }

    private async Task<bool> DeferAsync(Interaction interaction, DeferAs defer, CancellationToken ct)
    {
        InteractionAnswer answer = defer == DeferAs.Update && interaction.Message is not null ? new InteractionAnswer.DeferUpdate() : new InteractionAnswer.DeferReply(defer != DeferAs.PublicReply);
        return Report(interaction, await _rest.AnswerInteractionAsync(interaction.Id, interaction.Token, answer, ct));
    }

    /// <summary>The answer to something deferred: an edit of the placeholder or of the source message, or one more message where that is what was meant.</summary>
    private async Task<bool> FillInAsync(Interaction interaction, DeferAs defer, InteractionAnswer answer, CancellationToken ct)
    {
        var updating = defer == DeferAs.Update && interaction.Message is not null;
        var result = (answer, updating) switch
        {
            (InteractionAnswer.Reply reply, true) => await _rest.FollowUpAsync(interaction.Application, interaction.Token, reply.Message, ct),
            (InteractionAnswer.Reply reply, false) => await _rest.EditOriginalAsync(interaction.Application, interaction.Token, AsEdit(reply.Message), ct),
            (InteractionAnswer.Update update, _) => await _rest.EditOriginalAsync(interaction.Application, interaction.Token, update.Edit, ct),
            (InteractionAnswer.DeferUpdate, true) => null, // nothing is to change
            _ => await LateAsync(interaction, answer, updating, ct),
        };
        if (result is { FaultOrNull: DiscordFault.Rejected { Kind: RejectionKind.ContentFault } })
        {
            Report(interaction, result);
            result = await SayAsync(interaction, InteractionTrouble.Failed, updating, ct);
        }
        return result is null || Report(interaction, result);
    }

    // A form cannot be opened once the answer was put off; the handler was too slow for that.
    private Task<DiscordResult<Message>> LateAsync(Interaction interaction, InteractionAnswer answer, bool updating, CancellationToken ct)
    {
        InteractionLog.TooLate(_log, new InteractionName(interaction), answer.GetType().Name);
        return SayAsync(interaction, InteractionTrouble.TooSlow, updating, ct);
    }

    private Task<DiscordResult<Message>> SayAsync(Interaction interaction, InteractionTrouble trouble, bool updating, CancellationToken ct)
    {
        var text = _say(interaction, trouble);
        return updating
            ? _rest.FollowUpAsync(interaction.Application, interaction.Token, new MessageCreate { Content = text, Flags = MessageFlags.Ephemeral }, ct)
            : _rest.EditOriginalAsync(interaction.Application, interaction.Token, new MessageEdit { Content = text }, ct);
    }

    private InteractionAnswer.Reply Trouble(Interaction interaction, InteractionTrouble trouble) =>
        new(new MessageCreate { Content = _say(interaction, trouble), Flags = MessageFlags.Ephemeral });

    private static MessageEdit AsEdit(MessageCreate message) => new()
    {
        Content = message.Content,
        Embeds = message.Embeds,
        Components = message.Components,
        AllowedMentions = message.AllowedMentions,
        Files = message.Files,
        Flags = message.Flags is { } flags ? flags & ~MessageFlags.Ephemeral : null,
    };

    /// <summary>True: it is with the person. An interaction that is over, or was answered by another process, is dropped without a word.</summary>
    private bool Report<T>(Interaction interaction, DiscordResult<T> result)
    {
        switch (result.FaultOrNull)
        {
            case null:
                return true;
            case DiscordFault.Rejected { Kind: RejectionKind.InteractionOver } over:
                InteractionLog.Over(_log, new InteractionName(interaction), over.Code);
                return false;
            case var fault:
                InteractionLog.NotGiven(_log, new InteractionName(interaction), fault);
                return false;
        }
    }

    private TimeSpan Left(long since, TimeSpan of)
    {
        var left = of - _time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1);
    }
}
