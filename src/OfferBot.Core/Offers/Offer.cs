namespace OfferBot.Core.Offers;

/// <summary>
/// A posting as a candidate understands it. Field names follow schema.org <c>JobPosting</c> where it has one.
/// Null or empty means that the document does not say.
/// </summary>
public sealed record Offer
{
    /// <summary>The role as written, inclusive spelling kept, without "recrute", "H/F", place or date.</summary>
    public Found<string>? Title { get; init; }

    /// <summary>Who hires, short usual form; never an intermediary.</summary>
    public Found<string>? Organization { get; init; }

    /// <summary>Every contract that is offered (JobPosting: employmentType).</summary>
    public IReadOnlyList<Found<Contract>> Contracts { get; init; } = [];

    /// <summary>Where the work is done (JobPosting: jobLocation).</summary>
    public IReadOnlyList<Found<Place>> Places { get; init; } = [];

    /// <summary>How much may be done from elsewhere (JobPosting: jobLocationType).</summary>
    public Found<Remote>? Remote { get; init; }

    /// <summary>When the work begins (JobPosting: jobStartDate).</summary>
    public Found<StartDate>? Start { get; init; }

    /// <summary>How long it lasts; null for a permanent contract or when it is not said.</summary>
    public Found<Duration>? Duration { get; init; }

    /// <summary>Last day of work where it is stated ("jusqu'au 31 mars").</summary>
    public Found<DateOnly>? End { get; init; }

    /// <summary>Last day on which one may apply (JobPosting: validThrough).</summary>
    public Found<DateOnly>? Deadline { get; init; }

    /// <summary>When it was published (JobPosting: datePosted).</summary>
    public Found<DateOnly>? Posted { get; init; }

    /// <summary>Pay as stated (JobPosting: baseSalary).</summary>
    public Found<Salary>? Salary { get; init; }

    /// <summary>Lowest level of studies asked for (JobPosting: educationRequirements).</summary>
    public Found<Education>? Education { get; init; }

    /// <summary>Full or part time (JobPosting: workHours).</summary>
    public Found<WorkingTime>? WorkingTime { get; init; }

    /// <summary>Where an application is sent by mail; an address for questions only is not one.</summary>
    public IReadOnlyList<Found<string>> ApplyEmails { get; init; } = [];

    /// <summary>Pages or forms where one applies, absolute http(s) addresses.</summary>
    public IReadOnlyList<Found<string>> ApplyUrls { get; init; } = [];

    /// <summary>The page that carries the offer (JobPosting: url), absolute http(s) address.</summary>
    public Found<string>? Page { get; init; }

    /// <summary>Where a candidate goes on the web: the first page or form to apply, else the page that carries the offer; null without either.</summary>
    public string? Link => ApplyUrls.Select(u => u.Value).FirstOrDefault(IsWeb) ?? (Page is { } page && IsWeb(page.Value) ? page.Value : null);

    /// <summary>How to apply in the document's own words.</summary>
    public Found<string>? ApplyInstructions { get; init; }

    /// <summary>A driving licence is asked for.</summary>
    public Found<bool>? DrivingLicence { get; init; }

    /// <summary>Benefits, each as written.</summary>
    public IReadOnlyList<Found<string>> Benefits { get; init; } = [];

    /// <summary>Tasks, each as written (JobPosting: responsibilities).</summary>
    public IReadOnlyList<Found<string>> Missions { get; init; } = [];

    /// <summary>What is expected of the person, each as written (JobPosting: qualifications).</summary>
    public IReadOnlyList<Found<string>> Profile { get; init; } = [];

    /// <summary>Themes from a small vocabulary ("environnement", "education", ...).</summary>
    public IReadOnlyList<Found<string>> Themes { get; init; } = [];

    /// <summary>At most 300 characters made of the document's own sentences.</summary>
    public Found<string>? Summary { get; init; }

    /// <summary>Language of the body, "fr" or "en"; "und" where neither.</summary>
    public string Language { get; init; } = "und";

    /// <summary>The document says of itself that the position is taken ("pourvu", "filled").</summary>
    public Found<bool>? Filled { get; init; }

    /// <summary>What the reader was not sure about, for people.</summary>
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];

    /// <summary>The text that was read, without its format: what full-text search and likeness work on.</summary>
    public string Text { get; init; } = "";

    private static bool IsWeb(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";
}

/// <summary>Something that the reader saw and could not settle, or settled against another statement of the document.</summary>
/// <param name="Field">The field of <c>read --json</c> concerned.</param>
/// <param name="Code">Stable name of the kind of doubt, e.g. <c>deadline-contradicted</c>; texts for people come from it.</param>
/// <param name="Line">1-based line; 0 when the doubt is about something missing.</param>
/// <param name="Quote">The words concerned, as written.</param>
public sealed record Doubt(string Field, string Code, int Line = 0, string Quote = "");
