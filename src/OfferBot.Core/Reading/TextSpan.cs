namespace OfferBot.Core.Reading;

/// <summary>Where something stands in a text.</summary>
internal readonly record struct TextSpan(int Index, int Length)
{
    public int End => Index + Length;
}
