using OfferBot.Core.Board;
using OfferBot.Core.Digests;
using OfferBot.Core.Offers;
using OfferBot.Core.Outbox;
using OfferBot.Core.Queries;
using OfferBot.Core.Reading;
using OfferBot.Core.Subscriptions;
using OfferBot.Discord;
using OfferBot.Discord.Buttons;
using OfferBot.Discord.Commands;
using OfferBot.Discord.Direct;
using OfferBot.DiscordClient;
using OfferBot.Formats;
using OfferBot.Intake;
using OfferBot.Mail;
using OfferBot.MailClient;
using OfferBot.MailClient.Dkim;
using OfferBot.MailClient.Imap;
using OfferBot.MailClient.Smtp;
using OfferBot.Schedule;
using OfferBot.Settings;
using OfferBot.Storage;
using OfferBot.Web;

namespace OfferBot;

/// <summary>Puts the program together. The only place that sees all of its parts; what is switched off is replaced here, once.</summary>
internal static class Composition
{
    /// <summary>The parts that every verb needs: storage, board, couriers. Nothing runs by itself.</summary>
    public static IServiceCollection AddOfferBot(this IServiceCollection services, BotSettings settings, TimeProvider clock)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Digests.TimeZone);
        services.AddSingleton(settings).AddSingleton(clock).AddSingleton(new Calendar(clock, zone)).AddSingleton<OutboxBell>();
        return services.AddStorage(settings).AddBoard(settings).AddPages(settings).AddDiscord(settings).AddMail(settings, zone).AddSingleton(RetryLadder.Default);
    }

    /// <summary>What makes the worker work: intake, dispatching, digests.</summary>
    public static void AddWorker(this IServiceCollection services, BotSettings settings)
    {
        services.AddHostedService<StartUpService>();
        services.AddIntake(settings.Offers);
        services.AddSchedule(new DigestTimes(TimeZoneInfo.FindSystemTimeZoneById(settings.Digests.TimeZone), settings.Digests.Daily, settings.Digests.Weekly, settings.Digests.Monthly));
        services.AddHostedService<DispatchService>();
        services.AddHostedService(p => new InboxService(p.GetServices<IInbox>(), p.GetRequiredService<ReturnedMail>(), TimeSpan.FromMinutes(settings.Mail.Returns.EveryMinutes), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<InboxService>>()));
        if (settings.Discord.Token is not null) services.AddHostedService<GatewayService>();
        services.AddHostedService<IdleMemoryService>();
        services.AddHostedService<SearchWarmUp>();
        services.AddSingleton<IVitals, Vitals>();
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, BotSettings settings) => services
        .AddSingleton(_ => new Database(settings.Database.ConnectionString))
        .AddSingleton(new CorrectionRule(settings.Mail.Corrections ? TimeSpan.FromMinutes(settings.Mail.CorrectionsAfterMinutes) : null))
        .AddSingleton<IBoardStore, BoardStore>()
        .AddSingleton(new BurstRule(settings.Discord.BurstAbove))
        .AddSingleton<IOutbox>(p => new OutboxStore(p.GetRequiredService<Database>(), p.GetRequiredService<BurstRule>(), p.GetRequiredService<Calendar>()))
        .AddSingleton<IManners, MannerStore>()
        .AddSingleton<ISubscriptionStore, SubscriptionStore>()
        .AddSingleton<IConsentStore, ConsentStore>()
        .AddSingleton<IIssueArchive, IssueArchive>()
        .AddSingleton<IDigestStore, DigestStore>()
        .AddSingleton<IDeadLetters, DeadLetterStore>()
        .AddSingleton<IBounceStore, BounceStore>()
        .AddSingleton<DeliveryMarks>()
        .AddSingleton<IOfferSearch, OfferSearch>()
        .AddSingleton<IQueryNames, QueryNames>()
        .AddSingleton<IMemberInbox, MemberInbox>()
        .AddSingleton<ISavedOffers, SavedOffers>()
        .AddSingleton<IDeliveryTrail, DeliveryTrail>()
        .AddSingleton<IOutboxUpkeep, OutboxUpkeep>()
        .AddSingleton<IChannelHomes, ChannelHomes>()
        .AddSingleton<IPreview, PreviewStore>();

    private static IServiceCollection AddBoard(this IServiceCollection services, BotSettings settings) => services
        .AddSingleton<Audience>()
        .AddSingleton<DigestPress>()
        .AddSingleton(new Lifetime(settings.Offers.StaleAfterDays))
        .AddSingleton(p => new OfferBoard(p.GetRequiredService<IBoardStore>(), p.GetRequiredService<Audience>(), p.GetRequiredService<Lifetime>(), settings.Offers.AnnouncePast, p.GetRequiredService<Calendar>()))
        .AddSingleton<IFileReader>(p => new FileReader(new DocumentReader(new ReadLimits { MaxFileBytes = settings.Offers.MaxFileBytes }, p.GetRequiredService<TimeProvider>(), p.GetService<ILogger<DocumentReader>>()), settings.Offers.MaxFileBytes));

    private static IServiceCollection AddPages(this IServiceCollection services, BotSettings settings) => services
        .AddSingleton(p => new PersonalLinks(p.GetRequiredService<IConsentStore>(), settings.Web.Home, settings.Web.IsPublic, p.GetRequiredService<TimeProvider>()))
        .AddSingleton(p => new SubscriptionDesk(
            p.GetRequiredService<IConsentStore>(), text => MailAddress.TryParse(text, out var address) ? address.Address : null, p.GetRequiredService<OutboxBell>().Ring, p.GetRequiredService<TimeProvider>()))
        .AddSingleton(BrandOf(settings)).AddSingleton(p => new SiteSettings(p.GetRequiredService<Brand>(), settings.Language, settings.Web.Proxies))
        .AddSingleton<FormStamps>()
        .AddSingleton(new Retention(TimeSpan.FromDays(settings.Privacy.KeepEndedDays), TimeSpan.FromDays(settings.Privacy.KeepDeliveriesDays)))
        .AddSingleton<PageParts>();

    private static IServiceCollection AddDiscord(this IServiceCollection services, BotSettings settings)
    {
        services.AddSingleton(new ClosingSoon(settings.Offers.ClosingSoonDays)).AddSingleton<OfferEmbed>().AddSingleton<DiscordPost>().AddSingleton<ICourier, DiscordCourier>();
        if (settings.Discord.Token is not { } token) return services.AddSingleton<IPostBoard, PreviewBoard>();
        return services.AddGateway(settings.Discord)
            .AddSingleton(p => new DiscordRest(new DiscordRestOptions { ApiUrl = new Uri(settings.Discord.ApiUrl), Token = token, UserAgent = UserAgent }, p.GetRequiredService<TimeProvider>(), p.GetService<ILogger<DiscordRest>>()))
            .AddSingleton<ChannelBook>()
            .AddSingleton<IPostBoard, DiscordBoard>();
    }

    // Commands and buttons; without a token nobody could use them.
    private static IServiceCollection AddGateway(this IServiceCollection services, DiscordSettings discord)
    {
        foreach (var command in Parts.TypesOf<ISlashCommand>()) services.AddSingleton(typeof(ISlashCommand), command);
        foreach (var component in Parts.TypesOf<IComponent>()) services.AddSingleton(typeof(IComponent), component);
        return services
            .AddSingleton<OfferList>().AddSingleton<OfferSheet>().AddSingleton<Suggestions>().AddSingleton<CommandBook>().AddSingleton<Func<CommandBook>>(p => p.GetRequiredService<CommandBook>).AddSingleton<GatewayHealth>()
            .AddSingleton<OfferAsked>().AddSingleton<SavedList>().AddSingleton<HeldAlerts>().AddSingleton<MailAsks>().AddSingleton<Outlook>().AddSingleton<InboxNote>().AddSingleton<ICourier, DirectCourier>()
            .AddSingleton<ChannelRights>().AddSingleton<FollowedChannels>().AddSingleton<IGatewayListener>(p => p.GetRequiredService<FollowedChannels>()).AddSingleton<IGatewayListener>(p => p.GetRequiredService<ChannelBook>())
            .AddSingleton<GatewayStore>()
            .AddSingleton(p => new CommandRegistrar(p.GetRequiredService<DiscordRest>(), p.GetRequiredService<GatewayStore>()))
            .AddSingleton(p => new InteractionDispatcher(p.GetRequiredService<DiscordRest>(), p.GetRequiredService<CommandBook>().Routes(), null, p.GetRequiredService<TimeProvider>(), p.GetService<ILogger<InteractionDispatcher>>()))
            .AddSingleton(p => new DiscordGateway(
                p.GetRequiredService<DiscordRest>(), new GatewayOptions { Token = discord.Token!, UserAgent = UserAgent, Shards = discord.Shards == 0 ? null : discord.Shards }, p.GetRequiredService<GatewayStore>(),
                p.GetRequiredService<TimeProvider>(), p.GetService<ILogger<DiscordGateway>>()));
    }

    private static IServiceCollection AddMail(this IServiceCollection services, BotSettings settings, TimeZoneInfo zone)
    {
        var mail = settings.Mail;
        var signer = mail.Dkim.Domain is { Length: > 0 } domain ? new DkimSigner(domain, mail.Dkim.Selector, DkimKey.FromPem(File.ReadAllText(mail.Dkim.PrivateKeyFile!))) : null;
        var toFolder = string.IsNullOrWhiteSpace(mail.Host);
        services.AddSingleton(p => new LetterRenderer(Letterhead.Of(p.GetRequiredService<Brand>(), p.GetRequiredService<PersonalLinks>()), p, p.GetRequiredService<ILoggerFactory>())).AddSingleton<IMailTransport>(p => toFolder
            ? new PickupFolder(Path.GetFullPath(mail.PickupFolder), p.GetRequiredService<TimeProvider>())
            : ServerOf(mail).Open(p.GetRequiredService<TimeProvider>()));
        // More than connections: while one mail is on the wire, the next ones are being written and signed.
        var returns = mail.Returns.Address is { Length: > 0 } address ? MailAddress.Parse(address) : null;
        var desk = new MailDesk(MailAddress.Parse(mail.From), returns, signer, zone, Math.Max(16, mail.Connections * 4), toFolder ? 0 : mail.MessagesPerSecond);
        services.AddReturns(mail);
        return services.AddSingleton<ICourier>(p => new MailCourier(
            p.GetRequiredService<IMailTransport>(), p.GetRequiredService<LetterRenderer>(), desk, p.GetRequiredService<PersonalLinks>(), p.GetRequiredService<DeliveryMarks>(), p.GetRequiredService<ReturnedMail>(),
            toFolder ? p.GetRequiredService<IPreview>() : null, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<MailCourier>>()));
    }

    private static void AddReturns(this IServiceCollection services, MailSettings mail)
    {
        var returns = mail.Returns;
        services.AddSingleton(p => new ReturnedMail(p.GetRequiredService<IBounceStore>(), p.GetRequiredService<DeliveryMarks>(), returns.MostSoft, p.GetRequiredService<ILogger<ReturnedMail>>()));
        if (returns.Folder is { Length: > 0 } folder) services.AddSingleton<IInbox>(p => new FolderInbox(folder, p.GetRequiredService<TimeProvider>()));
        if (returns.ImapHost is { Length: > 0 }) services.AddSingleton<IInbox>(p => new ImapInbox(MailboxOf(mail), p.GetRequiredService<TimeProvider>()));
    }

    internal static ImapOptions MailboxOf(MailSettings mail) => new()
    {
        Host = mail.Returns.ImapHost!,
        Port = mail.Returns.ImapPort,
        Security = Enum.Parse<SmtpSecurity>(mail.Returns.ImapSecurity.ToString()),
        Username = mail.Returns.Username!,
        Password = mail.Returns.Password!,
        Mailbox = mail.Returns.Mailbox,
        TrustedAuthorities = MailServer.AuthoritiesIn(mail.CertificateAuthorityFile),
    };

    internal static Brand BrandOf(BotSettings settings) => settings.Brand.Make(MailAddress.Parse(settings.Mail.From).Name);

    internal static MailServer ServerOf(MailSettings mail) => new(
        mail.Host!, mail.Port, Enum.Parse<SmtpSecurity>(mail.Security.ToString()), mail.Username, mail.Password, mail.CertificateAuthorityFile, mail.Connections, mail.MessagesPerSecond);

    private static void AddIntake(this IServiceCollection services, OffersSettings offers) => services
        .AddSingleton(p => new FolderScan(offers.Folder, p.GetRequiredService<IFileReader>().Endings.ToHashSet(StringComparer.Ordinal)))
        .AddSingleton(new IntakeRules(TimeSpan.FromSeconds(offers.SettleSeconds), offers.QuietStartAbove))
        .AddSingleton(p => new FolderHints(Path.GetFullPath(offers.Folder), p.GetRequiredService<ILogger<FolderHints>>()))
        .AddSingleton<FolderIntake>()
        .AddHostedService(p => new IntakeService(
            p.GetRequiredService<FolderIntake>(), p.GetRequiredService<FolderHints>(), TimeSpan.FromSeconds(offers.RescanSeconds),
            p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<IntakeService>>()));

    internal static string UserAgent => $"DiscordBot (https://example.org/offerbot, {typeof(Composition).Assembly.GetName().Version?.ToString(3)})";
}
