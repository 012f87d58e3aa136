using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OfferBot.DiscordClient;

/// <summary>The first answer to an interaction: due within three seconds, and only once. Closed.</summary>
public abstract record InteractionAnswer
{
    private protected InteractionAnswer() { }

    /// <summary>A message; ephemeral by <see cref="MessageFlags.Ephemeral"/>.</summary>
    public sealed record Reply(MessageCreate Message) : InteractionAnswer;

    /// <summary>"Is thinking": the message comes later, as an edit of the original. Whether it is ephemeral is settled here.</summary>
    public sealed record DeferReply(bool Ephemeral) : InteractionAnswer;

    /// <summary>For buttons and selects: the message may be edited later, nothing is shown meanwhile.</summary>
    public sealed record DeferUpdate : InteractionAnswer;

    /// <summary>For buttons and selects: their message becomes this.</summary>
    public sealed record Update(MessageEdit Edit) : InteractionAnswer;

    /// <summary>For autocomplete: up to 25 suggestions.</summary>
    public sealed record Suggest(IReadOnlyList<CommandChoice> Choices) : InteractionAnswer;

    /// <summary>Opens a form. Not in answer to a form or to autocomplete.</summary>
    public sealed record ShowModal(Modal Modal) : InteractionAnswer;

    internal IReadOnlyList<DiscordFile>? Files => this switch { Reply reply => reply.Message.Files, Update update => update.Edit.Files, _ => null };

    internal IReadOnlyList<FieldFault> Faults() => this switch
    {
        Reply reply => MessageLimits.Check(reply.Message, MessagePlace.Interaction),
        Update update => MessageLimits.Check(update.Edit),
        Suggest suggest => CommandLimits.Check(suggest.Choices),
        ShowModal modal => modal.Modal.Faults(),
        _ => [],
    };

    internal byte[] ToJson() => this switch
    {
        Reply reply => Body(4, reply.Message, DiscordJson.Wire.MessageCreate),
        DeferReply defer => Body(5, new DeferData(defer.Ephemeral ? MessageFlags.Ephemeral : null), DiscordJson.Wire.DeferData),
        DeferUpdate => """{"type":6}"""u8.ToArray(),
        Update update => Body(7, update.Edit, DiscordJson.Wire.MessageEdit),
        Suggest suggest => Body(8, new SuggestData(suggest.Choices), DiscordJson.Wire.SuggestData),
        ShowModal modal => Body(9, modal.Modal, DiscordJson.Wire.Modal),
        _ => throw new InvalidOperationException($"{GetType().Name} is no answer"),
    };

    private static byte[] Body<T>(int type, T data, JsonTypeInfo<T> format) =>
        JsonSerializer.SerializeToUtf8Bytes(new AnswerBody(type, JsonSerializer.SerializeToElement(data, format)), DiscordJson.Wire.AnswerBody);
}

/// <summary>A form: custom id up to 100 characters, title up to 45, one to five labels or texts.</summary>
public sealed record Modal(string CustomId, string Title, params IReadOnlyList<Component> Components)
{
    internal IReadOnlyList<FieldFault> Faults()
    {
        var faults = new FaultList();
        faults.Filled("data.custom_id", CustomId, 100);
        faults.Filled("data.title", Title, 45);
        ComponentLimits.CheckModal(faults, "data.components", Components);
        return faults.Faults;
    }
}

internal sealed record AnswerBody(int Type, JsonElement Data);

internal sealed record DeferData(MessageFlags? Flags);

internal sealed record SuggestData(IReadOnlyList<CommandChoice> Choices);
