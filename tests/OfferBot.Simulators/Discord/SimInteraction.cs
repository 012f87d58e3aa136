using System.Text.Json.Nodes;

namespace OfferBot.Simulators.Discord;

/// <summary>Something a person did: a command, a button, a form; with what the bot answered.</summary>
internal sealed class SimInteraction(ulong id, string token, int type, ulong channel, long madeAt)
{
    public const int Command = 2, Component = 3, Autocomplete = 4, ModalSubmit = 5;

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ulong Id => id;
    public string Token => token;
    public int Type => type;
    public ulong Channel => channel;
    public long MadeAt => madeAt;

    /// <summary>The event as it goes over the gateway.</summary>
    public JsonObject Json { get; set; } = [];

    /// <summary>The message whose button or select it was.</summary>
    public SimMessage? Source { get; init; }

    /// <summary>The first answer as it was sent; null while there is none.</summary>
    public JsonObject? Answer { get; private set; }

    public int? AnswerType => (int?)Answer?["type"];
    public TimeSpan? AnsweredAfter { get; private set; }

    /// <summary>The message of the answer; of a deferred one once it is filled in.</summary>
    public SimMessage? Original { get; set; }

    /// <summary>True between a deferral and its first edit.</summary>
    public bool Thinking { get; set; }

    public List<SimMessage> FollowUps { get; } = [];

    /// <summary>Until the bot has given its first answer.</summary>
    public Task AnsweredAsync => _answered.Task.WaitAsync(SimOptions.Patience);

    public void Take(JsonObject answer, TimeSpan after)
    {
        Answer = answer;
        AnsweredAfter = after;
    }

    /// <summary>Lets those go on who wait for the answer: what it brought about can be seen.</summary>
    public void Show() => _answered.TrySetResult();
}
