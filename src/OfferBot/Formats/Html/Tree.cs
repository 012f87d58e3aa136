using AngleSharp.Dom;

namespace OfferBot.Formats.Html;

/// <summary>Elements of a page in its order, found by walking it: a selector, an iterator and a list for each question would cost more than the page.</summary>
internal static class Tree
{
    /// <summary>The first element below <paramref name="root"/>; null when there is none.</summary>
    public static IElement? First(INode root, Func<IElement, bool> isWanted)
    {
        var children = root.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement child) continue;
            if (isWanted(child)) return child;
            if (First(child, isWanted) is { } below) return below;
        }

        return null;
    }

    /// <summary>All such elements below <paramref name="root"/>.</summary>
    public static List<IElement> All(INode root, Func<IElement, bool> isWanted)
    {
        var found = new List<IElement>();
        Collect(root, isWanted, found);
        return found;
    }

    /// <summary>How many elements stand below <paramref name="root"/>.</summary>
    public static int Count(INode root)
    {
        var (children, count) = (root.ChildNodes, 0);
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is IElement child) count += 1 + Count(child);
        }

        return count;
    }

    private static void Collect(INode root, Func<IElement, bool> isWanted, List<IElement> found)
    {
        var children = root.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement child) continue;
            if (isWanted(child)) found.Add(child);
            Collect(child, isWanted, found);
        }
    }
}
