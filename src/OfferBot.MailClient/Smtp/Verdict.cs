namespace OfferBot.MailClient.Smtp;

/// <summary>Where in the dialogue a reply was given.</summary>
internal enum SmtpStage
{
    Mail,
    Recipient,
    Data,
    Content,
}

/// <summary>A reply to one message, and what it means.</summary>
internal readonly record struct Verdict(SmtpStage Stage, SmtpReply Reply)
{
    /// <summary>
    /// After earlier messages on the same connection this may be the server's limit per connection rather than a word about the
    /// message: 421 anywhere, any "not now" to MAIL, 4.5.3 "too many". A fresh connection tells.
    /// </summary>
    public bool MayBeConnectionLimit => Reply.Code == 421 || (Reply.IsTransient && (Stage == SmtpStage.Mail || Reply.Status is (4, 5, 3)));

    public SendOutcome Outcome() => Reply switch
    {
        { IsPositive: true } => new SendOutcome.Sent(Reply.Text),
        { IsTransient: true } => new SendOutcome.Later($"The server answered {Reply}", LaterScope(), Reply),
        _ => new SendOutcome.Refused(Reply, RefusedScope()),
    };

    // 421 closing, 432 and 454 throttled or temporarily unable: not about this mail. 4.3.x is the system, but to a recipient it may be the
    // policy service of that one: it must not hold up everybody for ever.
    private LaterScope LaterScope()
    {
        if (Reply.Code is 421 or 432 or 454 || (Reply.Status is (4, 3, _) && Stage == SmtpStage.Mail)) return MailClient.LaterScope.Server;
        if (Reply.Status is (4, 5, 3) or (4, 3, _)) return MailClient.LaterScope.Connection;
        return Stage == SmtpStage.Mail ? MailClient.LaterScope.Server : MailClient.LaterScope.Recipient;
    }

    private RefusedScope RefusedScope()
    {
        // 5.3.4 and 552: too large. 5.6.x: content.
        if (Reply.Status is (5, 3, 4) or (5, 6, _) || (Reply.Code == 552 && Reply.Status is null or (5, 0, 0))) return MailClient.RefusedScope.Message;
        // Some servers name the unknown recipient only after the content.
        if (Reply.Status is (5, 1, 1 or 2 or 3 or 6 or 10) or (5, 2, _)) return MailClient.RefusedScope.Recipient;
        if (Reply.Code is 530 or 535 || Reply.Status is (5, 1, 7 or 8) or (5, 4, 5) or (5, 5, _)) return MailClient.RefusedScope.Sender;
        return Stage switch
        {
            SmtpStage.Mail => MailClient.RefusedScope.Sender,
            SmtpStage.Recipient => Reply.Status is (5, 7, _) ? MailClient.RefusedScope.Sender : MailClient.RefusedScope.Recipient,
            _ => MailClient.RefusedScope.Message,
        };
    }
}
