using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Digests;

/// <summary>Subscriptions whose digest is due at the same moment.</summary>
/// <param name="Rhythm">Daily, weekly or monthly.</param>
/// <param name="Time">The day and hour that they chose; <see cref="DigestTime.Usual"/> for those who chose none; null for everybody, when a digest is sent by hand.</param>
public sealed record DigestSlot(Rhythm Rhythm, DigestTime? Time)
{
    private bool IsOwn => Time is { } time && time != DigestTime.Usual;

    /// <summary>Under which its periods are kept: "Weekly", "Weekly Indian/Reunion 18 5 -".</summary>
    public string Name => IsOwn ? string.Create(CultureInfo.InvariantCulture, $"{Rhythm} {Time!.Zone ?? "-"} {Text(Time.Hour)} {Text((int?)Time.Weekday)} {Text(Time.MonthDay)}") : Rhythm.ToString();

    /// <summary>What the names of its issues end with, so that two slots that are due at the same moment do not share one.</summary>
    public string Mark => IsOwn ? "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name)))[..6] : "";

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
