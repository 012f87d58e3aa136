using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Queries;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Mail;

/// <summary>A mail about the subscription itself: to confirm it, with the person's links, or goodbye.</summary>
public sealed record ConsentLetter(string Language, string Subject, IReadOnlyList<string> Paragraphs, string Button, Uri Link, IReadOnlyList<string> After, string? SmallLinkText, Uri? SmallLink)
{
    public static ConsentLetter Of(NoticeKind kind, Subscription subscription, PersonalUrls urls, Uri subscribe)
    {
        var words = OfferWording.For(subscription.Language);
        return kind switch
        {
            NoticeKind.Confirm => Confirm(subscription, urls, words),
            NoticeKind.Access => Access(subscription, urls, words),
            _ => Goodbye(subscription, subscribe, words),
        };
    }

    /// <summary>"chaque semaine : stages à Lille".</summary>
    public static string WishOf(Subscription subscription, OfferWording words)
    {
        var what = Query.Parse(subscription.Query) is QueryParse.Parsed parsed ? parsed.Query.Describe(subscription.Language) : subscription.Query;
        return $"{what}, {RhythmOf(subscription, words)}";
    }

    private static string RhythmOf(Subscription subscription, OfferWording words) => subscription.Rhythm switch
    {
        Rhythm.Instant => words.Say("dès leur parution", "as soon as they appear"),
        Rhythm.Daily => words.Say("chaque jour", "every day"),
        Rhythm.Weekly => words.Say("chaque semaine", "every week"),
        _ => words.Say("chaque mois", "every month"),
    };

    private static ConsentLetter Confirm(Subscription subscription, PersonalUrls urls, OfferWording words) => new(
        subscription.Language,
        words.Say("Confirmez votre abonnement aux offres", "Confirm your subscription to offers"),
        [
            words.Say("Bonjour,", "Hello,"),
            words.Say($"quelqu'un, sans doute vous, a demandé à recevoir à cette adresse, {RhythmOf(subscription, words)} : {AskedWish.Of(subscription, words)}.", $"somebody, probably you, asked to receive at this address, {RhythmOf(subscription, words)}: {AskedWish.Of(subscription, words)}."),
        ],
        words.Say("Confirmer l'abonnement", "Confirm the subscription"), urls.Confirm,
        [
            words.Say("Le lien ouvre une page où confirmer ; il vaut sept jours.", "The link opens a page on which to confirm; it is good for seven days."),
            words.Say("Ce n'était pas vous ? Ne faites rien : vous ne recevrez rien d'autre, et cette adresse sera oubliée dans sept jours.", "It was not you? Do nothing: nothing else will come, and this address is forgotten in seven days."),
        ],
        words.Say("Ce n'était pas moi, oublier la demande tout de suite", "It was not me, forget the request right away"), urls.Unsubscribe);

    private static ConsentLetter Access(Subscription subscription, PersonalUrls urls, OfferWording words) => new(
        subscription.Language,
        words.Say("Vos abonnements aux offres", "Your subscriptions to offers"),
        [
            words.Say("Bonjour,", "Hello,"),
            words.Say("voici le lien, demandé pour cette adresse, qui mène à vos abonnements : les changer, les mettre en pause, les arrêter, voir ou effacer vos données.", "here is the link, asked for with this address, to your subscriptions: change, pause or end them, see or erase your data."),
        ],
        words.Say("Voir mes abonnements", "See my subscriptions"), urls.Preferences,
        [words.Say("Ce lien est personnel : ne le transmettez pas.", "This link is personal: do not pass it on.")],
        null, null);

    private static ConsentLetter Goodbye(Subscription subscription, Uri subscribe, OfferWording words)
    {
        var found = subscription.State is SubscriptionState.Ended { Why: EndReason.FoundSomething };
        return new ConsentLetter(
            subscription.Language,
            found ? words.Say("Bravo, et bonne route !", "Congratulations, and all the best!") : words.Say("Votre abonnement est arrêté", "Your subscription has ended"),
            [
                words.Say("Bonjour,", "Hello,"),
                found ? words.Say("vous avez trouvé : tous vos abonnements sont arrêtés. Bonne chance dans ce qui commence !", "you found something: all your subscriptions have ended. Good luck with what begins!")
                    : words.Say($"c'est fait, vous ne recevrez plus : {WishOf(subscription, words)}.", $"it is done, you will no longer receive: {WishOf(subscription, words)}."),
                words.Say("Ceci est le dernier message.", "This is the last message."),
            ],
            words.Say("S'abonner à nouveau", "Subscribe again"), subscribe,
            [], null, null);
    }
}
