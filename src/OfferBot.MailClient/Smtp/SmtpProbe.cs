namespace OfferBot.MailClient.Smtp;

/// <summary>What came of trying a submission server.</summary>
public abstract record ProbeResult
{
    private ProbeResult()
    {
    }

    /// <summary>It would take mail: reached, secured and logged in.</summary>
    /// <param name="Extensions">What it announces that matters to sending, in capitals.</param>
    public sealed record Ready(IReadOnlyList<string> Extensions) : ProbeResult;

    /// <summary>It is not to be had at present.</summary>
    public sealed record Unavailable(string Why) : ProbeResult;

    /// <summary>It never will take mail as the options stand: certificate, password, missing STARTTLS.</summary>
    public sealed record Wrong(string Why) : ProbeResult;
}

/// <summary>Tries a submission server without sending anything: TCP, greeting, EHLO, TLS, AUTH, QUIT.</summary>
public static class SmtpProbe
{
    /// <summary>Tries it once.</summary>
    public static async Task<ProbeResult> RunAsync(SmtpOptions options, TimeProvider clock, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            switch (await new SmtpConnector(options, clock).ConnectAsync(ct))
            {
                case Connected.Ready ready:
                    using (ready.Wire) await FarewellAsync(ready.Wire, options);
                    return new ProbeResult.Ready(NamesOf(ready.Capabilities));
                case Connected.Unavailable unavailable:
                    return new ProbeResult.Unavailable(unavailable.Outcome.Why);
                default:
                    throw new InvalidOperationException("Unknown outcome of connecting.");
            }
        }
        catch (MailSetupException fault)
        {
            return new ProbeResult.Wrong(fault.Message);
        }
    }

    private static async Task FarewellAsync(SmtpWire wire, SmtpOptions options)
    {
        try
        {
            await wire.WriteAsync("QUIT\r\n"u8.ToArray(), options.Timeouts.Farewell);
            await wire.ReadReplyAsync(options.Timeouts.Farewell, "QUIT");
        }
        catch (SmtpBrokenException)
        {
            // It hung up first; what was to be learned is known.
        }
    }

    private static List<string> NamesOf(SmtpCapabilities has)
    {
        var names = new List<string>();
        if (has.Pipelining) names.Add("PIPELINING");
        if (has.SmtpUtf8) names.Add("SMTPUTF8");
        if (has.Dsn) names.Add("DSN");
        if (has.LargestMessage is { } bytes) names.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SIZE {bytes}"));
        return names;
    }
}
