namespace OfferBot.DiscordClient;

/// <summary>Collects what breaks a limit, with the path Discord would name.</summary>
internal sealed class FaultList
{
    private readonly List<FieldFault> _faults = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    public void Add(string path, string code, string message) => _faults.Add(new FieldFault(path, code, message));

    public void When(bool broken, string path, string code, string message)
    {
        if (broken)
            Add(path, code, message);
    }

    /// <summary>Null passes unless the length must be at least one.</summary>
    public void Length(string path, string? text, int max, int min = 0)
    {
        var length = text?.Length ?? 0;
        When(length > max, path, "TOO_LONG", $"{length} characters, {max} are allowed");
        When(length < min, path, "REQUIRED", min == 1 ? "must not be empty" : $"{length} characters, {min} are needed");
    }

    /// <summary>A text that is trimmed by Discord: blanks alone are nothing.</summary>
    public void Filled(string path, string? text, int max)
    {
        When(string.IsNullOrWhiteSpace(text), path, "REQUIRED", "must not be empty");
        Length(path, text, max);
    }

    public void Count(string path, int? count, int max, int min = 0)
    {
        When(count > max, path, "TOO_MANY", $"{count} given, {max} are allowed");
        When(count < min, path, "TOO_FEW", $"{count} given, {min} are needed");
    }

    public void Range(string path, long? value, long min, long max) =>
        When(value < min || value > max, path, "OUT_OF_RANGE", $"{value} is not between {min} and {max}");

    /// <summary>Discord wants absolute addresses; <paramref name="schemes"/> is what it takes in that place.</summary>
    public void Url(string path, string? url, int max, params ReadOnlySpan<string> schemes)
    {
        if (url is null)
            return;
        Length(path, url, max, 1);
        var known = Uri.TryCreate(url, UriKind.Absolute, out var parsed) && schemes.Contains(parsed.Scheme) && (parsed.Host.Length > 0 || parsed.Scheme == "discord");
        When(!known, path, "URL", $"is not an absolute address of the kind {string.Join(", ", schemes.ToArray())}");
    }
}
