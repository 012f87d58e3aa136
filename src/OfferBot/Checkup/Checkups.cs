namespace OfferBot.Checkup;

/// <summary>All that <c>doctor</c> looks at, in the order in which things are set up.</summary>
internal static class Checkups
{
    private static readonly IReadOnlyList<ICheck> All = [new FolderCheck(), new DatabaseCheck(), new PdfCheck(), new ClockCheck(), new DiscordCheck(), new MailServerCheck(), new MailDnsCheck(), new WebCheck()];

    /// <summary>Runs them one after the other.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Surroundings around, CancellationToken ct)
    {
        var findings = new List<Finding>();
        foreach (var check in All) findings.AddRange(await check.RunAsync(around, ct));
        return findings;
    }
}
