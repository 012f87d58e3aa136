namespace OfferBot.Core.Offers;

/// <summary>How much of the work may be done from elsewhere.</summary>
public enum Remote
{
    /// <summary>Said to be on site only.</summary>
    None,

    /// <summary>Some of it.</summary>
    Partial,

    /// <summary>All of it.</summary>
    Full,
}

/// <summary>Full time is 35 hours a week or more.</summary>
public enum WorkingTime
{
    /// <summary>35 hours a week or more.</summary>
    Full,

    /// <summary>Less.</summary>
    Part,
}

/// <summary>Unit of a pay.</summary>
public enum SalaryUnit
{
    /// <summary>By the hour.</summary>
    Hour,

    /// <summary>By the day.</summary>
    Day,

    /// <summary>By the month.</summary>
    Month,

    /// <summary>By the year.</summary>
    Year,
}

/// <summary>Whether a pay is before or after social contributions.</summary>
public enum SalaryBasis
{
    /// <summary>Not said.</summary>
    Unstated,

    /// <summary>Before contributions ("brut").</summary>
    Gross,

    /// <summary>After contributions ("net").</summary>
    Net,
}

/// <summary>Pay as stated, in euros unless <see cref="Currency"/> says otherwise.</summary>
/// <param name="Min">Lowest amount; null when only an upper bound is stated.</param>
/// <param name="Max">Highest amount; equal to <paramref name="Min"/> for a single amount; null when only a lower bound is stated.</param>
/// <param name="Unit">What the amount is paid for.</param>
/// <param name="Basis">Gross or net.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record Salary(decimal? Min, decimal? Max, SalaryUnit Unit, SalaryBasis Basis = SalaryBasis.Unstated, string Currency = "EUR");

/// <summary>A level of studies, by the French scale.</summary>
/// <param name="Years">Years after the baccalauréat: 0 for the bac itself, -1 for CAP/BEP, -2 for none asked.</param>
public readonly record struct Education(int Years)
{
    /// <summary>"bac+3", "bac", "cap" or "none".</summary>
    public override string ToString() => Years switch { > 0 => $"bac+{Years}", 0 => "bac", -1 => "cap", _ => "none" };
}
