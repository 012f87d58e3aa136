using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>
/// A delivery's name as it travels with a mail, in the sender address, the envelope id and the Message-ID, and comes back with what answers it:
/// row number and HMAC-SHA256, so that nobody can speak of a mail that he did not get. <c>2a5f-0123456789abcdef0123</c>.
/// </summary>
/// <param name="store">Holds the key.</param>
public sealed class DeliveryMarks(IConsentStore store)
{
    private const int MacLength = 10;
    private Task<byte[]>? _key;

    /// <summary>The mark of a delivery; always the same. Lower-case letters, digits and a hyphen.</summary>
    public async ValueTask<string> OfAsync(long delivery, CancellationToken ct)
    {
        var mac = Convert.ToHexStringLower(Mac(await KeyAsync(ct), delivery));
        return string.Create(CultureInfo.InvariantCulture, $"{delivery:x}-{mac}");
    }

    /// <summary>The delivery that a mark speaks of; null for anything else.</summary>
    public async ValueTask<long?> ReadAsync(string mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var parts = mark.Split('-');
        if (parts.Length != 2 || parts[1].Length != MacLength * 2 || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var delivery) || delivery < 0) return null;
        var genuine = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Mac(await KeyAsync(ct), delivery))), System.Text.Encoding.ASCII.GetBytes(parts[1].ToLowerInvariant()));
        return genuine ? delivery : null;
    }

    private static byte[] Mac(byte[] key, long delivery)
    {
        Span<byte> id = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(id, delivery);
        byte[] said = [.. "offerbot delivery 1\n"u8, .. id];
        return HMACSHA256.HashData(key, said)[..MacLength];
    }

    private async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        var key = _key;
        return await (key is { IsCompletedSuccessfully: true } ? key : _key = store.LinkKeyAsync(ct));
    }
}
