using System.Collections.Frozen;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Knowledge;

/// <summary>An article that answers a question.</summary>
/// <param name="Confidence">0 to 1: how much of what the question is about the article covers.</param>
public sealed record KnowledgeHit(Article Article, double Confidence);

/// <summary>
/// Finds articles by words: a rare term of the question counts for more than a common one, its first mention for more
/// than further ones, a mention in a short article or in title and keywords for more than one in a long text (as BM25 does).
/// </summary>
public sealed class KnowledgeIndex
{
    private const double HeadWeight = 3;
    private const double Saturation = 0.5;
    private const double LengthShare = 0.3;

    /// <summary>What a pair of Chinese characters that no article knows takes off, as a share of an unknown word.</summary>
    private const double UnknownJointShare = 0.35;

    private readonly IReadOnlyList<Document> _documents;
    private readonly FrozenDictionary<string, double> _weights;
    private readonly double _unknownWeight;
    private readonly double _meanLength;

    private sealed record Document(Article Article, FrozenDictionary<string, double> Mentions, double Length);

    public KnowledgeIndex(IEnumerable<Article> articles)
    {
        ArgumentNullException.ThrowIfNull(articles);
        Articles = [.. articles.OrderBy(a => a.Id, StringComparer.Ordinal)];
        _documents = [.. Articles.Select(Read)];
        _weights = _documents.SelectMany(d => d.Mentions.Keys).CountBy(t => t)
            .ToFrozenDictionary(t => t.Key, t => Weight(t.Value));
        _unknownWeight = Weight(0);
        _meanLength = _documents.Select(d => d.Length).DefaultIfEmpty().Average();
    }

    /// <summary>In order of their ids.</summary>
    public IReadOnlyList<Article> Articles { get; }

    /// <summary>The article that covers most of the question, or null when the question has no term that any article knows.</summary>
    public KnowledgeHit? Best(string question)
    {
        var terms = Terms.Of(question).Distinct().ToList();
        var sought = terms.Sum(Sought);
        if (sought <= 0)
        {
            return null;
        }

        return _documents
            .Select(d => new KnowledgeHit(d.Article, terms.Sum(t => Found(t, d)) / sought))
            .Where(hit => hit.Confidence > 0)
            .MaxBy(hit => hit.Confidence);
    }

    private double Sought(Term term) =>
        _weights.TryGetValue(term.Text, out var weight) ? weight : _unknownWeight * (term.Joint ? UnknownJointShare : 1);

    private double Found(Term term, Document document)
    {
        if (!document.Mentions.TryGetValue(term.Text, out var mentions))
        {
            return 0;
        }

        var length = 1 - LengthShare + (LengthShare * document.Length / _meanLength);
        return _weights[term.Text] * mentions / (mentions + (Saturation * length));
    }

    private double Weight(int documents) => Math.Log(1 + ((_documents.Count - documents + 0.5) / (documents + 0.5)));

    private static Document Read(Article article)
    {
        var mentions = new Dictionary<string, double>(StringComparer.Ordinal);
        void Add(string text, double weight)
        {
            foreach (var term in Terms.Of(text))
            {
                mentions[term.Text] = mentions.GetValueOrDefault(term.Text) + weight;
            }
        }

        Add(article.Title, HeadWeight);
        Add(article.Keywords, HeadWeight);
        Add(article.Body, 1);
        return new Document(article, mentions.ToFrozenDictionary(), mentions.Values.Sum());
    }
}
