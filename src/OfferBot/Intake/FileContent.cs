using System.Security.Cryptography;
using OfferBot.Core.Reading;

namespace OfferBot.Intake;

/// <summary>A file's bytes with its override's, and the hash of both.</summary>
internal sealed record FileContent(byte[] Bytes, byte[]? Human, string Hash)
{
    /// <summary>Ending of an override file, after the whole name of the file that it mends.</summary>
    public const string OverrideEnding = ".yml";

    /// <summary>What is in a file, or why it is not looked into.</summary>
    public static async Task<(FileContent? Content, ReadResult.Refused? Fault)> OpenAsync(SeenFile file, long most, CancellationToken ct)
    {
        if (file.IsFolder) return (null, new ReadResult.Refused("folder", "This is a folder with the name of a document.", "Rename it without the ending; the files inside are read all the same."));
        if (file.Path.EndsWith(OverrideEnding, StringComparison.OrdinalIgnoreCase))
            return (null, new ReadResult.Refused("override-alone", "This override file has no offer beside it.", "Name it like its offer with .yml behind, for instance offer.pdf.yml beside offer.pdf."));
        if (file.Size > most)
            return (null, new ReadResult.Refused("too-large", $"The file has {file.Size:N0} bytes; at most {most:N0} are read.", "Shorten it, or raise Offers:MaxFileBytes."));
        try
        {
            return (await LoadAsync(file, ct), null);
        }
        catch (UnauthorizedAccessException)
        {
            return (null, new ReadResult.Refused("no-permission", "The bot may not read this file.", "Give its user the right to read it, for instance with chmod o+r."));
        }
        catch (IOException fault)
        {
            return (null, new ReadResult.Refused("unreadable", $"The file could not be opened: {fault.Message}", "Close it in other programs and save it again."));
        }
    }

    private static async Task<FileContent> LoadAsync(SeenFile file, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(file.FullPath, ct);
        var human = file.OverridePath is { } beside ? await File.ReadAllBytesAsync(beside, ct) : null;
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
