namespace OfferBot.Formats.Overriding;

/// <summary>A value of an override file: a scalar, a list of scalars or a small mapping.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Items">What it holds: one for a scalar, none for an explicit null.</param>
/// <param name="Keys">The parts of a mapping, e.g. min, max, unit; null when it is none.</param>
internal sealed record OverrideNode(int Line, IReadOnlyList<string> Items, IReadOnlyDictionary<string, string>? Keys = null)
{
    /// <summary>"deadline:" or "deadline: null": the document is wrong to say anything.</summary>
    public bool IsNull => Items.Count == 0 && Keys is null;

    /// <summary>The whole value as one text; for a mapping, what it says in order.</summary>
    public string Text => string.Join(", ", Keys?.Values ?? Items);
}
