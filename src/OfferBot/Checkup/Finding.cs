namespace OfferBot.Checkup;

/// <summary>How much it matters.</summary>
internal enum Grade
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, and could be better; or could not be looked at.</summary>
    Warning,

    /// <summary>Does not work until something is done.</summary>
    Todo,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Grade">How much it matters.</param>
/// <param name="About">What: "database", "mail server", ….</param>
/// <param name="Says">How it stands.</param>
internal sealed record Finding(Grade Grade, string About, string Says)
{
    /// <summary>What to do about it; null when there is nothing.</summary>
    public string? Do { get; init; }

    /// <summary>Records to publish in DNS.</summary>
    public IReadOnlyList<DnsRecord> Records { get; init; } = [];

    /// <summary>As it should be.</summary>
    public static Finding Ok(string about, string says) => new(Grade.Ok, about, says);

    /// <summary>Could be better.</summary>
    public static Finding Warn(string about, string says, string? @do = null) => new(Grade.Warning, about, says) { Do = @do };

    /// <summary>Has to be mended.</summary>
    public static Finding Todo(string about, string says, string @do) => new(Grade.Todo, about, says) { Do = @do };
}

/// <summary>A record as zone files write it.</summary>
/// <param name="Name">Full name with the dot at its end.</param>
/// <param name="Type">TXT or MX.</param>
/// <param name="Value">Quoted strings for TXT.</param>
internal sealed record DnsRecord(string Name, string Type, string Value)
{
    /// <summary>A text, in strings of at most 255 characters.</summary>
    public static DnsRecord Text(string name, string text) => new(name + ".", "TXT", string.Join(' ', text.Chunk(255).Select(c => $"\"{new string(c)}\"")));
}
