namespace OfferBot.MailClient.Dns;

/// <summary>What name servers say.</summary>
public abstract record DnsAnswer
{
    private DnsAnswer()
    {
    }

    /// <summary>The records, in the order of the answer; none when the name or the kind of record is not there.</summary>
    /// <param name="Values">For TXT the text, its strings put together; for MX the host names.</param>
    public sealed record Found(IReadOnlyList<string> Values) : DnsAnswer;

    /// <summary>It could not be looked up: says nothing about the records.</summary>
    /// <param name="Why">For people.</param>
    public sealed record Unknown(string Why) : DnsAnswer;
}
