using OfferBot.Core.Offers;
using OfferBot.DiscordClient;

namespace OfferBot.Discord.Commands;

/// <summary>What somebody asks by a command, a button or a list, and in which language they read.</summary>
internal sealed class Ask(InteractionCall call)
{
    /// <summary>As it came.</summary>
    public Interaction Interaction => call.Interaction;

    /// <summary>"fr" or "en".</summary>
    public string Language { get; } = LanguageOf(call.Interaction.Locale);

    /// <summary>The person's words.</summary>
    public OfferWording Words { get; } = OfferWording.For(LanguageOf(call.Interaction.Locale));

    /// <summary>The person's snowflake.</summary>
    public string Member => $"{call.Interaction.User.Id}";

    /// <summary>The parts of a custom id after its first colon.</summary>
    public string[] Arguments { get; } = [.. call.Interaction.CustomId.Split(':').Skip(1)];

    /// <summary>One of two texts.</summary>
    public string Say(string french, string english) => Words.Say(french, english);

    /// <summary>A sentence that only the person sees.</summary>
    public InteractionAnswer Tell(string french, string english) => Tell(Say(french, english));

    /// <summary>A sentence that only the person sees.</summary>
    public static InteractionAnswer Tell(string text) => Show(new MessageCreate { Content = DiscordText.Truncate(text, 2000) });

    /// <summary>A message that only the person sees.</summary>
    public static InteractionAnswer Show(MessageCreate message) => new InteractionAnswer.Reply(message with { Flags = MessageFlags.Ephemeral });

    /// <summary>The message that the button or list stands under becomes this.</summary>
    public static InteractionAnswer Turn(MessageCreate message) => new InteractionAnswer.Update(new MessageEdit { Content = message.Content ?? "", Embeds = message.Embeds, Components = message.Components });

    /// <summary>To be done once the answer is with the person.</summary>
    public void Afterwards(Func<FollowUps, CancellationToken, Task> work) => call.Afterwards(work);

    /// <summary>Discord's locale as a language that the bot speaks: French for French, English for all others.</summary>
    public static string LanguageOf(string locale) => locale.StartsWith("fr", StringComparison.Ordinal) ? "fr" : "en";
}
