using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Web;

/// <summary>
/// A hidden field that says "this form came from us, not long ago": another site cannot make a visitor's browser send a form that it could not
/// read, and no cookie is needed. Forms behind a personal link need none: the link itself is what another site does not know.
/// </summary>
internal sealed class FormStamps(IConsentStore store, TimeProvider clock)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    public async Task<string> NewAsync(CancellationToken ct)
    {
        var at = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{at}.{Convert.ToHexStringLower(await MacAsync(at, ct))}";
    }

    /// <summary>Whether a posted form is ours, was filled in by a person as far as can be told, and came from our own page.</summary>
    public async Task<bool> IsGoodAsync(HttpRequest request, IFormCollection form, CancellationToken ct)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return false;
        // Robots fill in every field; people do not see this one.
        if (form["website"].ToString().Length > 0) return false;
        var parts = form["form"].ToString().Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return false;
        var genuine = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(await MacAsync(parts[0], ct))), Encoding.ASCII.GetBytes(parts[1]));
        return genuine && (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(at)).Duration() < Lasts;
    }

    private async Task<byte[]> MacAsync(string at, CancellationToken ct) => HMACSHA256.HashData(await store.LinkKeyAsync(ct), Encoding.ASCII.GetBytes($"offerbot form 1\n{at}"));
}
