namespace OfferBot.DiscordClient;

/// <summary>What came of a request: exactly one of <see cref="Ok"/> and <see cref="Failed"/>. Faults of the caller (null arguments, cancellation) throw.</summary>
public abstract record DiscordResult<T>
{
    private DiscordResult() { }

    /// <summary>Done; <paramref name="Value"/> is Discord's answer.</summary>
    public sealed record Ok(T Value) : DiscordResult<T>;

    /// <summary>Not done, or not known to be done: see <paramref name="Fault"/>.</summary>
    public sealed record Failed(DiscordFault Fault) : DiscordResult<T>;

    /// <summary>The fault, or null when it went well.</summary>
    public DiscordFault? FaultOrNull => (this as Failed)?.Fault;

    /// <summary>The value; for tests and start-up code, where a fault is the end.</summary>
    public T OrThrow() => this switch
    {
        Ok ok => ok.Value,
        Failed failed => throw new DiscordException(failed.Fault),
        _ => throw new InvalidOperationException("A result is Ok or Failed."),
    };
}

/// <summary>The answer of routes that give none.</summary>
public readonly record struct Nothing;

/// <summary>Why a request did not do what it should. Closed: rate limited, rejected, or unreachable.</summary>
public abstract record DiscordFault
{
    private protected DiscordFault() { }

    /// <summary>Not done; may be asked again after <paramref name="Wait"/>. Handed back only when the wait is longer than the client waits itself.</summary>
    /// <param name="Wait">From now.</param>
    /// <param name="Scope">Who is limited: what else would have to wait as well.</param>
    /// <param name="Code">Discord's code, 0 when there was none (30046: edits of old messages).</param>
    public sealed record RateLimited(TimeSpan Wait, RateLimitScope Scope, int Code = 0) : DiscordFault;

    /// <summary>Discord said no, or (<paramref name="HttpStatus"/> 0) the limits would have made it say no and nothing was sent.</summary>
    /// <param name="HttpStatus">0 when nothing was sent.</param>
    /// <param name="Code">Discord's JSON code, 0 when there was none.</param>
    /// <param name="Message">Discord's words. They never hold the token.</param>
    /// <param name="Errors">The fields at fault, where it names them.</param>
    /// <param name="Kind">What it means for what comes next.</param>
    public sealed record Rejected(int HttpStatus, int Code, string Message, IReadOnlyList<FieldFault> Errors, RejectionKind Kind) : DiscordFault
    {
        public override string ToString() => $"{Kind}: {Message} (HTTP {HttpStatus}, code {Code}{string.Concat(Errors.Select(error => $"; {error}"))})";
    }

    /// <summary>No answer, or a server error, also after the retries that were safe.</summary>
    /// <param name="Reason">In words, without addresses or tokens.</param>
    /// <param name="MaybeDone">True when the request may have been carried out: look before you send it again.</param>
    public sealed record Unreachable(string Reason, bool MaybeDone) : DiscordFault;
}

/// <summary>One field and what is wrong with it: <c>embeds[0].title: Must be 256 or fewer in length. (BASE_TYPE_MAX_LENGTH)</c>.</summary>
public sealed record FieldFault(string Path, string Code, string Message)
{
    public override string ToString() => $"{Path}: {Message} ({Code})";
}

/// <summary>Who has to wait.</summary>
public enum RateLimitScope
{
    /// <summary>This bot on this route and target.</summary>
    User,

    /// <summary>This bot everywhere.</summary>
    Global,

    /// <summary>Everybody on this target.</summary>
    Shared,

    /// <summary>This machine's address, by the network in front of Discord.</summary>
    Network,

    /// <summary>Ourselves: so many refused requests that Discord would ban the address.</summary>
    InvalidRequests,
}

/// <summary>What a refusal means for the caller.</summary>
public enum RejectionKind
{
    /// <summary>Nothing more is known: log it, do not retry.</summary>
    Other,

    /// <summary>The channel, guild or webhook is no more, or is of the wrong kind: stop using it and tell its owner.</summary>
    TargetGone,

    /// <summary>A permission is missing: stop until it changes.</summary>
    NoAccess,

    /// <summary>The message is no more, or not ours.</summary>
    MessageGone,

    /// <summary>The person takes no messages from the bot.</summary>
    UserUnreachable,

    /// <summary>The text breaks a limit or a filter: log it, do not retry.</summary>
    ContentFault,

    /// <summary>The thread is archived or locked, needs a tag, or there are too many: see the code (50083, 160005, 40067, 160006).</summary>
    ThreadState,

    /// <summary>It had been done before: as good as done.</summary>
    AlreadyDone,

    /// <summary>The interaction is over or was answered elsewhere: drop it.</summary>
    InteractionOver,

    /// <summary>The token or the application is refused; the client sends nothing more with it.</summary>
    TokenFault,

    /// <summary>Passes by itself: try later.</summary>
    Transient,
}

/// <summary>A fault where none can be handled.</summary>
public sealed class DiscordException(DiscordFault fault) : Exception(fault.ToString())
{
    public DiscordFault Fault { get; } = fault;
}
