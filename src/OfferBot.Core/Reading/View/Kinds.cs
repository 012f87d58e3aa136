namespace OfferBot.Core.Reading.View;

/// <summary>What a part of an offer is about, by its heading (Data/headings.txt).</summary>
internal enum SectionKind
{
    /// <summary>Before any heading.</summary>
    Top,
    Employer,
    Missions,
    Profile,
    Conditions,
    Benefits,
    Calendar,
    Apply,
    Contact,

    /// <summary>Where the offer ends and the page around it goes on.</summary>
    Beyond,

    /// <summary>Under a heading that the vocabulary does not know.</summary>
    Other,
}

/// <summary>What a label announces (Data/labels.txt).</summary>
internal enum LabelKind
{
    None,
    Title,
    Organization,
    Contract,
    Place,
    Start,
    End,
    Duration,
    Deadline,
    Posted,
    Salary,
    Education,
    WorkingTime,
    Remote,
    Apply,
    Contact,
    Licence,
    Benefits,
    Sector,
}

/// <summary>Which readers a passage may concern, by its words (Data/cues.txt) and marks.</summary>
[Flags]
internal enum Cue
{
    None = 0,
    Digit = 1 << 0,
    Month = 1 << 1,
    Start = 1 << 2,
    Deadline = 1 << 3,
    Contract = 1 << 4,
    Remote = 1 << 5,
    Duration = 1 << 6,
    Money = 1 << 7,
    Education = 1 << 8,
    WorkingTime = 1 << 9,
    Apply = 1 << 10,
    Recruit = 1 << 11,
    Place = 1 << 12,
    Licence = 1 << 13,
    Filled = 1 << 14,

    /// <summary>An @, or a disguised one.</summary>
    Mail = 1 << 15,

    /// <summary>An address on the web.</summary>
    Web = 1 << 16,
}
