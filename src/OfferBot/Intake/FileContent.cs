using System.Security.Cryptography;

namespace OfferBot.Intake;

/// <summary>A file's bytes with its override's, and the hash of both.</summary>
internal sealed record FileContent(byte[] Bytes, byte[]? Human, string Hash)
{
    /// <summary>Ending of an override file, after the whole name of the file that it mends.</summary>
    public const string OverrideEnding = ".yml";

    /// <exception cref="IOException">The file is gone or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The program may not read it.</exception>
    public static async Task<FileContent> LoadAsync(string path, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(path, ct);
        var human = File.Exists(path + OverrideEnding) ? await File.ReadAllBytesAsync(path + OverrideEnding, ct) : null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        if (human is not null)
        {
            hash.AppendData("\n---human---\n"u8);
            hash.AppendData(human);
        }

        return new FileContent(bytes, human, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
