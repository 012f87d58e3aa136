using OfferBot.Core.Offers;
using OfferBot.Core.Reading.View;

namespace OfferBot.Core.Reading.Grammar;

/// <summary>A date as it stands in a passage; parts that are not said are 0.</summary>
internal readonly record struct DateMention(Passage Passage, int Start, int Length, int Year, int Month, int Day)
{
    public int End => Start + Length;

    public bool HasYear => Year > 0;

    public bool HasDay => Day > 0;

    /// <summary>The day, when year, month and day are said and exist.</summary>
    public DateOnly? Full => HasYear && HasDay && Day <= DateTime.DaysInMonth(Year, Month) ? new DateOnly(Year, Month, Day) : null;

    public StartDate AsStart => new(Year, Month, Day <= (HasYear ? DateTime.DaysInMonth(Year, Month) : 31) ? Day : 0);

    public string Quote => Passage.Quote(Start, Length);

    public int Line => Passage.LineAt(Start);
}
