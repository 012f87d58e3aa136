namespace OfferBot.Core.Queries;

/// <summary>What matching needs beside the offer.</summary>
/// <param name="Today">The day on which the question is asked.</param>
/// <param name="FirstSeen">The day on which the board took the offer in.</param>
public readonly record struct QueryContext(DateOnly Today, DateOnly FirstSeen);
