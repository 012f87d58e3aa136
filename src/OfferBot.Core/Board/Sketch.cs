using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OfferBot.Core.Text;

namespace OfferBot.Core.Board;

/// <summary>
/// The smallest hashes of a text's shingles (runs of five words): two texts share about as many of them as they share text.
/// Bottom-k sketch after Broder, "On the resemblance and containment of documents" (1997).
/// </summary>
public sealed class Sketch
{
    private const int Keep = 64;
    private const int ShingleWords = 5;

    /// <summary>How many of the smallest hashes are looked up to find candidates.</summary>
    public const int Keys = 12;

    private Sketch(IReadOnlyList<long> hashes) => Hashes = hashes;

    /// <summary>At most 64 hashes, ascending.</summary>
    public IReadOnlyList<long> Hashes { get; }

    /// <summary>The sketch of a text; accents, case and punctuation do not count.</summary>
    public static Sketch Of(string text)
    {
        var words = Words(TextFold.Fold(text));
        var smallest = new SortedSet<long>();
        var last = Math.Max(1, words.Count - ShingleWords + 1);
        for (var i = 0; i < last && words.Count > 0; i++)
        {
            var hash = HashOf(string.Join(' ', words.Skip(i).Take(ShingleWords)));
            if (smallest.Count >= Keep && hash >= smallest.Max) continue;
            smallest.Add(hash);
            if (smallest.Count > Keep) smallest.Remove(smallest.Max);
        }

        return new Sketch([.. smallest]);
    }

    /// <summary>Estimated share of the two texts' shingles that both have, from 0 to 1.</summary>
    public double Likeness(Sketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var union = Hashes.Union(other.Hashes).Order().Take(Keep).ToList();
        if (union.Count == 0) return 0;
        var mine = Hashes.ToHashSet();
        var theirs = other.Hashes.ToHashSet();
        return union.Count(h => mine.Contains(h) && theirs.Contains(h)) / (double)union.Count;
    }

    /// <summary>Eight bytes a hash, for storing.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Hashes.Count * sizeof(long)];
        for (var i = 0; i < Hashes.Count; i++) BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * sizeof(long)), Hashes[i]);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static Sketch FromBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var hashes = new long[bytes.Length / sizeof(long)];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * sizeof(long)));
        return new Sketch(hashes);
    }

    private static List<string> Words(string folded)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c)) word.Append(c);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    // The sketch is stored, so the hash must never change: SHA-256, first 63 bits.
    private static long HashOf(string shingle)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(shingle), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
