using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OfferBot.Core.Subscriptions;

/// <summary>What a personal link is for; one made for one purpose opens nothing else.</summary>
public enum LinkPurpose
{
    /// <summary>Confirm a subscription that was asked for.</summary>
    Confirm = 1,

    /// <summary>See, change, export and erase all subscriptions of the person.</summary>
    Preferences = 2,

    /// <summary>End the subscription.</summary>
    Unsubscribe = 3,
}

/// <summary>Where a link leads.</summary>
public abstract record LinkOutcome
{
    private LinkOutcome() { }

    /// <summary>To this subscription.</summary>
    public sealed record Opened(Subscription Subscription) : LinkOutcome;

    /// <summary>It was good once.</summary>
    public sealed record Expired : LinkOutcome;

    /// <summary>Nowhere: forged, mutilated, or the person's data were erased.</summary>
    public sealed record Broken : LinkOutcome;
}

/// <summary>A person's links in one mail.</summary>
public sealed record PersonalUrls(Uri Confirm, Uri Preferences, Uri Unsubscribe);

/// <summary>
/// Signed links, so that nobody needs a login: HMAC-SHA256 over purpose, subscription, expiry and address. Nothing is stored; a link dies with
/// the data that it leads to, and does not pass to another person who gets the same row number later.
/// </summary>
/// <param name="store">Holds the key.</param>
/// <param name="home">Address that links begin with.</param>
/// <param name="isPublic">Whether people reach it from elsewhere; otherwise only this machine does.</param>
/// <param name="clock">The only clock.</param>
public sealed class PersonalLinks(IConsentStore store, Uri home, bool isPublic, TimeProvider clock)
{
    private const int MacLength = 16;
    private const int Length = 1 + 8 + 4 + MacLength;
    private static readonly TimeSpan PreferencesLast = TimeSpan.FromDays(180);
    private Task<byte[]>? _key;

    /// <summary>How long a request to confirm can be answered.</summary>
    public static TimeSpan ConfirmLasts { get; } = TimeSpan.FromDays(7);

    /// <summary>Whether people reach the pages from elsewhere.</summary>
    public bool IsPublic => isPublic;

    /// <summary>Address of a page: <c>offers/abc</c>.</summary>
    public Uri Page(string path) => new(home, path);

    /// <summary>The links of a subscription, the same whenever they are made for the same mail.</summary>
    /// <param name="subscription">Row number.</param>
    /// <param name="address">Its destination's address.</param>
    /// <param name="since">When the mail was owed; confirming and preferences expire counted from then, unsubscribing never does.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PersonalUrls> ForAsync(long subscription, string address, DateTimeOffset since, CancellationToken ct)
    {
        var key = await KeyAsync(ct);
        return new PersonalUrls(
            Link("confirm", LinkPurpose.Confirm, since + ConfirmLasts),
            Link("preferences", LinkPurpose.Preferences, since + PreferencesLast),
            Link("unsubscribe", LinkPurpose.Unsubscribe, null));

        Uri Link(string page, LinkPurpose purpose, DateTimeOffset? until) => Page($"{page}/{Write(key, purpose, subscription, until, address)}");
    }

    /// <summary>Where a token leads. Takes as long for a forged one as for a good one.</summary>
    public async Task<LinkOutcome> OpenAsync(string token, LinkPurpose purpose, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        var bytes = new byte[Length];
        if (token.Length != Base64Url.GetEncodedLength(Length) || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != Length)
            return new LinkOutcome.Broken();
        var id = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1));
        var subscription = await store.FindAsync(id, ct);
        var expected = Mac(await KeyAsync(ct), bytes.AsSpan(0, Length - MacLength), subscription?.Destination.Address ?? "");
        var genuine = CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(Length - MacLength));
        if (!genuine || subscription is null || bytes[0] != (byte)purpose) return new LinkOutcome.Broken();
        var until = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9));
        return until != 0 && clock.GetUtcNow().ToUnixTimeSeconds() / 60 > until ? new LinkOutcome.Expired() : new LinkOutcome.Opened(subscription);
    }

    private static string Write(byte[] key, LinkPurpose purpose, long subscription, DateTimeOffset? until, string address)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = (byte)purpose;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], subscription);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[9..], (uint)((until?.ToUnixTimeSeconds() ?? 0) / 60));
        Mac(key, bytes[..(Length - MacLength)], address).CopyTo(bytes[(Length - MacLength)..]);
        return Base64Url.EncodeToString(bytes);
    }

    private static byte[] Mac(byte[] key, ReadOnlySpan<byte> body, string address)
    {
        byte[] signed = [.. "offerbot link 1\n"u8, .. body, .. Encoding.UTF8.GetBytes(address)];
        return HMACSHA256.HashData(key, signed)[..MacLength];
    }

    private Task<byte[]> KeyAsync(CancellationToken ct)
    {
        var key = _key;
        return key is { IsCompletedSuccessfully: true } ? key : _key = store.LinkKeyAsync(ct);
    }
}
