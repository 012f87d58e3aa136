namespace OfferBot.Formats.Overriding;

/// <summary>What an override file comes to.</summary>
internal abstract record OverrideResult
{
    private OverrideResult() { }

    /// <summary>It may be applied.</summary>
    internal sealed record Valid(Overrides Overrides) : OverrideResult;

    /// <summary>It may not, and this is all that is wrong with it.</summary>
    internal sealed record Invalid(IReadOnlyList<OverrideFault> Faults) : OverrideResult;
}

/// <summary>One thing wrong with an override file.</summary>
/// <param name="Key">As written; empty when the file as a whole is concerned.</param>
/// <param name="Line">1-based.</param>
/// <param name="Message">What is wrong and what is accepted, in English.</param>
internal sealed record OverrideFault(string Key, int Line, string Message)
{
    public override string ToString() => Key.Length == 0 ? $"Line {Line}: {Message}" : $"Line {Line}, {Key}: {Message}";
}
