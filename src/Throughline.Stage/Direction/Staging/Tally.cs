using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>Which words of a prompt were staged, as what, and which were not.</summary>
internal sealed class Tally(IReadOnlyList<Term> terms, int unread)
{
    private readonly SortedDictionary<int, Staged> _staged = [];

    /// <summary>Whether the term was staged already.</summary>
    public bool Has(Term term) => _staged.ContainsKey(term.First);

    /// <summary>Records what a term became; the first time counts.</summary>
    public void Add(Term term, string became, string? way = null) =>
        _staged.TryAdd(term.First, new Staged(term.Text, became, way));

    /// <summary>Takes back what was recorded.</summary>
    public void Remove(Term term) => _staged.Remove(term.First);

    /// <summary>What the words became, in the order of the words.</summary>
    public IReadOnlyList<Staged> Staged => [.. _staged.Values];

    /// <summary>The words that ask for something and were not staged, each once.</summary>
    public IReadOnlyList<string> NotStaged() =>
        [
            .. terms.Where(term => term.Weight > 0 && !Has(term)).Select(term => term.Text).Distinct(
                StringComparer.OrdinalIgnoreCase)
        ];

    /// <summary>Staged words over all words that ask for something, 0 to 1.</summary>
    public double Coverage()
    {
        var all = unread + terms.Sum(term => term.Weight);
        return all == 0 ? 1 : (double)terms.Where(Has).Sum(term => term.Weight) / all;
    }
}
