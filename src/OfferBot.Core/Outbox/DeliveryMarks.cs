using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OfferBot.Core.Subscriptions;

namespace OfferBot.Core.Outbox;

/// <summary>
/// A delivery's name as it travels with a mail, in the sender address, the envelope id and the Message-ID, and comes back with what answers it:
/// row number and HMAC-SHA256 over number, address and time, so that nobody can speak of a mail that he did not get, nor with the name of an
/// erased one whose number another got. <c>2a5f-0123456789abcdef0123</c>.
/// </summary>
/// <param name="store">Holds the key.</param>
public sealed class DeliveryMarks(IConsentStore store)
{
    private const int MacLength = 10;
    private Task<byte[]>? _key;

    /// <summary>The mark of a delivery; always the same. Lower-case letters, digits and a hyphen.</summary>
    public ValueTask<string> OfAsync(Delivery delivery, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return OfAsync(new DeliveryName(delivery.Id, delivery.Destination.Address, delivery.CreatedAt), ct);
    }

    /// <summary>The mark of a delivery of which only the number is at hand; null when there is none of this number any more.</summary>
    public async ValueTask<string?> OfAsync(long delivery, CancellationToken ct) => await store.NameOfAsync(delivery, ct) is { } name ? await OfAsync(name, ct) : null;

    /// <summary>The delivery that a mark speaks of; null for anything else.</summary>
    public async ValueTask<long?> ReadAsync(string mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(mark);
        var parts = mark.Split('-');
        if (parts.Length != 2 || parts[1].Length != MacLength * 2 || !long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var delivery) || delivery < 0) return null;
        if (await store.NameOfAsync(delivery, ct) is not { } name) return null;
        var genuine = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Mac(await KeyAsync(ct), name))), Encoding.ASCII.GetBytes(parts[1].ToLowerInvariant()));
        return genuine ? delivery : null;
    }

    private async ValueTask<string> OfAsync(DeliveryName delivery, CancellationToken ct)
    {
        var mac = Convert.ToHexStringLower(Mac(await KeyAsync(ct), delivery));
        return string.Create(CultureInfo.InvariantCulture, $"{delivery.Id:x}-{mac}");
    }

    private static byte[] Mac(byte[] key, DeliveryName delivery)
    {
        Span<byte> numbers = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, delivery.Id);
        BinaryPrimitives.WriteInt64BigEndian(numbers[sizeof(long)..], delivery.CreatedAt.ToUnixTimeMilliseconds());
        byte[] said = [.. "offerbot delivery 2\n"u8, .. numbers, .. Encoding.UTF8.GetBytes(delivery.Address.ToLowerInvariant())];
        return HMACSHA256.HashData(key, said)[..MacLength];
    }

    private async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        var key = _key;
        return await (key is { IsCompletedSuccessfully: true } ? key : _key = store.LinkKeyAsync(ct));
    }
}
