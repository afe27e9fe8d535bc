using ServiceDesk.Decisions.Messages;

namespace ServiceDesk.Decisions.Configuration;

/// <summary>The rules about contents.</summary>
internal static class ContentRuleChecks
{
    /// <summary>Words of all rules together: what can be looked for in one message within the time that it has.</summary>
    private const int MostWords = 10_000;

    private const int MostWordsOfRule = 2_000;

    public static void Check(FaultList faults, Desk desk)
    {
        faults.Unique("contentRules", desk.ContentRules.Select(r => r.Id));
        faults.Count("contentRules", desk.ContentRules.Sum(r => r.Words.Count), MostWords);
        foreach (var rule in desk.ContentRules)
        {
            var item = $"contentRules[{rule.Id}].words";
            faults.Range(item, rule.Words.Count, 1, MostWordsOfRule);
            foreach (var word in rule.Words)
            {
                faults.Text(item, word, ContentReview.LongestWord);
                if (!string.IsNullOrWhiteSpace(word) && ContentReview.LooksFor(word).Length == 0)
                {
                    faults.Add(item, word, FaultCodes.Format, "holds nothing that can be seen");
                }
            }
        }
    }
}
