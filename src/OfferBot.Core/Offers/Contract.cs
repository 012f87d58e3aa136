namespace OfferBot.Core.Offers;

/// <summary>Kinds of contract; <see cref="ContractNames"/> has the names used in JSON, queries and the database.</summary>
public enum Contract
{
    /// <summary>Permanent employment.</summary>
    Cdi,

    /// <summary>Fixed-term employment.</summary>
    Cdd,

    /// <summary>Apprenticeship or contrat de professionnalisation.</summary>
    Alternance,

    /// <summary>Internship.</summary>
    Stage,

    /// <summary>Service civique, corps européen's French equivalent.</summary>
    ServiceCivique,

    /// <summary>Unpaid volunteering.</summary>
    Benevolat,

    /// <summary>Self-employed work, paid by invoice.</summary>
    Freelance,

    /// <summary>Agency work.</summary>
    Interim,

    /// <summary>Volontariat international en entreprise (or administration).</summary>
    Vie,

    /// <summary>Other statutory volunteering with an allowance (VSI, CES, FSJ).</summary>
    Volontariat,

    /// <summary>Doctoral contract.</summary>
    These,

    /// <summary>Anything else, civil servants' posts included.</summary>
    Other,
}

/// <summary>The names of <see cref="Contract"/> values outside the code.</summary>
public static class ContractNames
{
    private static readonly (Contract Contract, string Name)[] Names =
    [
        (Contract.Cdi, "cdi"), (Contract.Cdd, "cdd"), (Contract.Alternance, "alternance"), (Contract.Stage, "stage"),
        (Contract.ServiceCivique, "service-civique"), (Contract.Benevolat, "benevolat"), (Contract.Freelance, "freelance"),
        (Contract.Interim, "interim"), (Contract.Vie, "vie"), (Contract.Volontariat, "volontariat"), (Contract.These, "these"),
        (Contract.Other, "other"),
    ];

    /// <summary>All names, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(n => n.Name)];

    /// <summary>The name used in JSON, queries and the database.</summary>
    public static string Name(this Contract contract) => Names.First(n => n.Contract == contract).Name;

    /// <summary>Reads one of the names; false for any other text.</summary>
    public static bool TryParse(string name, out Contract contract)
    {
        var index = Array.FindIndex(Names, n => n.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        contract = index < 0 ? Contract.Other : Names[index].Contract;
        return index >= 0;
    }
}
