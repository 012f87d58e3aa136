using System.Security.Cryptography;
using System.Text;

namespace OfferBot.Core.Offers;

/// <summary>Name of an offer for its whole life: 12 characters of Crockford's base 32, short enough for a nonce and a web address.</summary>
public readonly record struct OfferId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly string? _value;

    private OfferId(string value) => _value = value;

    /// <summary>The id of the <paramref name="ordinal"/>-th offer of a file as it was when first seen.</summary>
    /// <param name="path">Path below the offers folder.</param>
    /// <param name="contentHash">Hash of the file's content.</param>
    /// <param name="ordinal">0-based.</param>
    public static OfferId Create(string path, string contentHash, int ordinal)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{contentHash}\n{ordinal}"));
        return new OfferId(string.Create(12, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[bytes[i] & 31];
        }));
    }

    /// <summary>Reads an id; false for any other text.</summary>
    public static bool TryParse(string? text, out OfferId id)
    {
        var valid = text is { Length: 12 } && text.All(Alphabet.Contains);
        id = valid ? new OfferId(text!) : default;
        return valid;
    }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no offer id.</exception>
    public static OfferId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no offer id.");

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
