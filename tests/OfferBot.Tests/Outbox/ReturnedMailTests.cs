using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using OfferBot.Core.Outbox;
using OfferBot.Core.Subscriptions;
using OfferBot.Mail;
using OfferBot.MailClient;
using OfferBot.Storage;
using OfferBot.Tests.Support;

namespace OfferBot.Tests.Outbox;

public sealed class ReturnedMailTests
{
    private const string Reader = "ana@example.org";

    [Theory]
    [InlineData("5.1.1", 1, true)]
    [InlineData("5.2.2", 2, false)]
    [InlineData("5.2.2", 3, true)]
    [InlineData("5.7.1", 9, false)] // Taken for spam: our fault, not the reader's.
    [InlineData("4.7.1", 9, false)]
    public async Task An_address_is_given_up_at_once_when_it_does_not_exist_and_later_when_it_stays_out_of_reach(string status, int reports, bool givenUp)
    {
        using var scene = await Scene.OpenAsync(reports);
        foreach (var delivery in scene.Deliveries) Assert.Equal(ReturnedKind.Report, await scene.TakeAsync(Report(status, await scene.MarkAsync(delivery))));
        Assert.Equal(givenUp, (await scene.Bench.Subscriptions.ListAsync(Reader, default)).Count == 0);
    }

    [Fact]
    public async Task The_same_report_twice_counts_once_and_the_operator_sees_why()
    {
        using var scene = await Scene.OpenAsync(1);
        var report = Report("5.2.2", await scene.MarkAsync(scene.Deliveries[0]));
        for (var i = 0; i < 5; i++) await scene.TakeAsync(report);
        var failed = Assert.Single(await scene.Store.FailedAsync(10, default));
        Assert.Equal((Reader, 0, 1, false), (failed.Address, failed.Hard, failed.Soft, failed.GivenUp));
        Assert.Contains("5.2.2", failed.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_or_a_stop_without_one_of_our_marks_changes_nothing()
    {
        using var scene = await Scene.OpenAsync(1);
        var forged = $"{scene.Deliveries[0]:x}-{new string('0', 20)}";
        Assert.Equal(ReturnedKind.NotForUs, await scene.TakeAsync(Report("5.1.1", forged)));
        Assert.Equal(ReturnedKind.NotForUs, await scene.TakeAsync($"From: {Reader}\r\nSubject: stop {forged}\r\n\r\nstop\r\n"));
        Assert.Single(await scene.Bench.Subscriptions.ListAsync(Reader, default));
    }

    [Theory]
    [InlineData("Subject: stop MARK", "", true)]
    [InlineData("Subject: Re: Animatrice\r\nIn-Reply-To: <MARK@example.org>", "Stop svp\r\n> Bonjour", true)]
    [InlineData("Subject: Re: Animatrice\r\nReferences: <x@y.example> <MARK@example.org>", "\r\n> citation\r\nMe désabonner", true)]
    [InlineData("Subject: Re: Animatrice\r\nIn-Reply-To: <MARK@example.org>", "Merci, l'offre est-elle encore ouverte ?", false)]
    [InlineData("Subject: Re: Stop gaspi : stage\r\nIn-Reply-To: <MARK@example.org>", "Est-ce encore ouvert ?", false)]
    [InlineData("Subject: Re: =?utf-8?Q?D=C3=A9sinscription_des_listes_=3A?= =?utf-8?Q?_stage?=\r\nIn-Reply-To: <MARK@example.org>", "Est-ce encore ouvert ?", false)]
    [InlineData("Subject: =?utf-8?B?c3RvcA==?= MARK", "", true)]
    [InlineData("Subject: =?iso-8859-1?Q?d=E9sabonner?=\r\n =?utf-8?Q?_MARK?=", "", true)]
    [InlineData("Subject: STOP\r\nIn-Reply-To: <MARK@example.org>", "", true)]
    [InlineData("Subject: Re: Animatrice\r\nIn-Reply-To: <MARK@example.org>\r\nContent-Type: text/html; charset=utf-8", "<html><head><style>p { color: red }</style></head><body><!-- x --><div dir=\"ltr\"><b>Me d&eacute;sabonner</b>&nbsp;svp</div><blockquote>Bonjour</blockquote>", true)]
    [InlineData("Subject: Re: Animatrice\r\nIn-Reply-To: <MARK@example.org>\r\nContent-Type: text/html", "<p>Encore ouvert ?</p><blockquote><p>stop</p></blockquote>", false)]
    [InlineData("Subject: Re: Animatrice\r\nIn-Reply-To: <MARK@example.org>\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable", "me d=E9sinscrire", true)]
    [InlineData("Subject: Absence stop MARK\r\nAuto-Submitted: auto-replied", "stop", false)]
    public async Task A_reader_ends_the_subscription_by_answering_stop(string header, string body, bool ended)
    {
        using var scene = await Scene.OpenAsync(1);
        var mail = $"From: {Reader}\r\n{header}\r\n\r\n{body}\r\n".Replace("MARK", await scene.MarkAsync(scene.Deliveries[0]), StringComparison.Ordinal);
        Assert.Equal(ended ? ReturnedKind.Stop : ReturnedKind.NotForUs, await scene.TakeAsync(mail));
        Assert.Equal(ended, (await scene.Bench.Subscriptions.ListAsync(Reader, default)).Count == 0);
    }

    [Fact]
    public async Task Reports_dropped_in_a_folder_are_taken_in_once()
    {
        using var scene = await Scene.OpenAsync(1);
        using var folder = new TempFolder();
        Drop(folder, "one.eml", Report("5.1.1", await scene.MarkAsync(scene.Deliveries[0])));
        var inbox = new FolderInbox(folder.Path, TimeProvider.System);
        Assert.Equal(1, await inbox.CollectAsync(scene.Returned.TakeAsync, default));
        Assert.Equal(0, await inbox.CollectAsync(scene.Returned.TakeAsync, default));
        Assert.True(File.Exists(folder.File("done/one.eml")));
        Assert.Empty(await scene.Bench.Subscriptions.ListAsync(Reader, default));
    }

    [Fact]
    public async Task A_file_that_is_being_written_waits_and_what_is_not_for_the_bot_stays_and_is_read_once()
    {
        using var scene = await Scene.OpenAsync(1);
        using var folder = new TempFolder();
        var inbox = new FolderInbox(folder.Path, TimeProvider.System);
        var report = Report("5.1.1", await scene.MarkAsync(scene.Deliveries[0]));
        folder.Write("young.eml", report);
        Drop(folder, ".hidden.eml", report);
        Drop(folder, "half.eml.tmp", report);
        Drop(folder, "question.eml", "From: ana@example.org\r\nSubject: Une question\r\n\r\nBonjour\r\n");
        Assert.Equal(1, await inbox.CollectAsync(scene.Returned.TakeAsync, default));
        Assert.Equal(0, await inbox.CollectAsync(scene.Returned.TakeAsync, default));
        Assert.Equal([".hidden.eml", "half.eml.tmp", "question.eml", "young.eml"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        Drop(folder, "young.eml", report);
        Assert.Equal(1, await inbox.CollectAsync(scene.Returned.TakeAsync, default));
        Assert.True(File.Exists(folder.File("done/young.eml")));
    }

    [Fact]
    public async Task A_fault_with_one_mail_or_one_inbox_ends_neither_the_look_nor_the_program()
    {
        using var scene = await Scene.OpenAsync(1);
        using var folder = new TempFolder();
        Drop(folder, "one.eml", Report("5.1.1", await scene.MarkAsync(scene.Deliveries[0])));
        Drop(folder, "two.eml", "Subject: Une question\r\n\r\nBonjour\r\n");
        var service = new InboxService([new BrokenInbox(), new FolderInbox(folder.Path, TimeProvider.System)], scene.Returned, TimeSpan.FromMinutes(5), scene.Bench.Clock, NullLogger<InboxService>.Instance);
        await scene.ExecuteAsync("ALTER TABLE bounces RENAME TO away");
        Assert.Equal(2, await service.LookAsync(default));
        Assert.True(File.Exists(folder.File("one.eml")));
        await scene.ExecuteAsync("ALTER TABLE away RENAME TO bounces");
        Assert.Equal(1, await service.LookAsync(default));
        Assert.True(File.Exists(folder.File("done/one.eml")));
    }

    private static void Drop(TempFolder folder, string name, string text)
    {
        folder.Write(name, text);
        File.SetLastWriteTimeUtc(folder.File(name), DateTime.UtcNow.AddMinutes(-1));
    }

    private sealed class BrokenInbox : IInbox
    {
        public Task<int> CollectAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReturnedKind>> take, CancellationToken ct) => throw new InvalidOperationException("odd");
    }

    [Fact]
    public async Task An_address_refused_by_the_server_at_once_counts_as_well()
    {
        using var scene = await Scene.OpenAsync(1);
        await scene.Returned.TakeRefusalAsync(scene.Deliveries[0], new SmtpReply(550, new EnhancedStatus(5, 1, 1), "No such user"), default);
        Assert.True(Assert.Single(await scene.Store.FailedAsync(10, default)).GivenUp);
    }

    [Theory]
    [InlineData(553, null, "sorry, that domain isn't in my list of allowed rcpthosts")]
    [InlineData(550, null, "relay not permitted")]
    [InlineData(554, 252, "SendAsDenied")]
    public async Task What_the_server_refuses_of_us_is_never_held_against_a_reader(int code, int? detail, string text)
    {
        using var scene = await Scene.OpenAsync(3);
        EnhancedStatus? status = detail is { } third ? new EnhancedStatus(5, 2, third) : null;
        foreach (var delivery in scene.Deliveries) await scene.Returned.TakeRefusalAsync(delivery, new SmtpReply(code, status, text), default);
        Assert.Empty(await scene.Store.FailedAsync(10, default));
    }

    [Fact]
    public async Task The_mark_of_an_erased_mail_does_not_pass_to_the_next_of_its_number()
    {
        using var scene = await Scene.OpenAsync(1);
        var hers = Assert.Single(scene.Deliveries);
        var mark = await scene.MarkAsync(hers);
        await scene.Bench.Consents.EraseAsync(new Destination(DestinationKind.Mail, Reader), default);
        await scene.Bench.SubscribeAsync("bob@example.org", kind: DestinationKind.Mail);
        await scene.Bench.TakeAsync("b.md", Some.Offer("Autre poste", text: "Un tout autre texte."));
        await scene.Bench.DrainAsync();
        Assert.Contains(await scene.Bench.Letters.ListAsync("sent", 10, default), d => d.Id == hers);
        Assert.Equal(ReturnedKind.NotForUs, await scene.TakeAsync($"From: {Reader}\r\nSubject: stop {mark}\r\n\r\nstop\r\n"));
        Assert.Single(await scene.Bench.Subscriptions.ListAsync("bob@example.org", default));
    }

    private static string Report(string status, string mark) => $"""
        Return-Path: <>
        From: MAILER-DAEMON@mx.example.org
        To: bounces@example.org
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org
        Original-Envelope-Id: {mark}

        Final-Recipient: rfc822; {Reader}
        Action: failed
        Status: {status}

        --b--
        """.ReplaceLineEndings("\r\n");

    private sealed class Scene : IDisposable
    {
        private readonly DeliveryMarks _marks;

        private Scene(BoardBench bench)
        {
            Bench = bench;
            Store = new BounceStore(bench.Database, bench.Clock);
            _marks = new DeliveryMarks(new ConsentStore(bench.Database, bench.Clock));
            Returned = new ReturnedMail(Store, _marks, mostSoft: 3, NullLogger<ReturnedMail>.Instance);
        }

        public BoardBench Bench { get; }
        public BounceStore Store { get; }
        public ReturnedMail Returned { get; }
        public IReadOnlyList<long> Deliveries { get; private set; } = [];

        public static async Task<Scene> OpenAsync(int offers)
        {
            var scene = new Scene(await BoardBench.OpenAsync());
            await scene.Bench.SubscribeAsync(Reader, kind: DestinationKind.Mail);
            for (var i = 0; i < offers; i++) await scene.Bench.TakeAsync($"{i}.md", Some.Offer($"Poste {i}", text: $"Texte {i} {Guid.NewGuid()}"));
            await scene.Bench.DrainAsync();
            scene.Deliveries = [.. (await scene.Bench.Letters.ListAsync("sent", 100, default)).Select(d => d.Id)];
            return scene;
        }

        public Task<string> MarkAsync(long delivery) => Marked(delivery);

        private async Task<string> Marked(long delivery) => await _marks.OfAsync(delivery, default) ?? throw new InvalidOperationException($"There is no delivery {delivery}.");

        public Task<ReturnedKind> TakeAsync(string mail) => Returned.TakeAsync(Encoding.UTF8.GetBytes(mail), default);

        public Task<int> ExecuteAsync(string sql) => Bench.Database.WriteAsync((connection, transaction) => connection.Execute(sql, transaction: transaction), default);

        public void Dispose() => Bench.Dispose();
    }
}
