using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ServiceDesk.Decisions.Search;

namespace ServiceDesk.Server.Knowledge;

/// <summary>One thing to look for in a text.</summary>
/// <param name="Joint">True for two Chinese characters that may lie across a word border: not finding it says less.</param>
public readonly record struct Term(string Text, bool Joint);

/// <summary>
/// Cuts text into search terms: lower-case words with light English stemming, and pairs of neighbouring Chinese characters,
/// since Chinese has no spaces. Words that carry no matter are left out.
/// </summary>
public static class Terms
{
    private static readonly FrozenSet<string> EnglishFiller = (
        "a an the and or but if then so of to in on at by for from with about into as is are was were be been being am do does did "
        + "have has had i me my mine we us our you your yours he she it its they them their this that these those there here what which "
        + "who whom whose when where why how can could will would shall should may might must not no yes please tell want wants need "
        + "s t m d ll re ve don doesn didn isn aren wasn couldn wouldn won get got like know any some one thing just also too very more much many get give let ok hi hello hey thank thanks").Split(' ').ToFrozenSet();

    /// <summary>Characters of grammar; a pair never reaches over one.</summary>
    private static readonly FrozenSet<char> ChineseFiller =
        "的了是吗呢吧啊么你您我他她它们请问怎什哪如何可以想要有在和与或就都也很太这那能会不没把被给对到从为让又还才过着得地个些样谁几多少啦呀嘛".ToFrozenSet();

    public static IEnumerable<Term> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var word = new StringBuilder();
        var chinese = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture))
        {
            if (IsChinese(c) && !ChineseFiller.Contains(c))
            {
                chinese.Append(c);
                foreach (var term in Word(word))
                {
                    yield return term;
                }

                continue;
            }

            foreach (var term in Pairs(chinese))
            {
                yield return term;
            }

            if (char.IsLetterOrDigit(c) && !IsChinese(c))
            {
                word.Append(c);
            }
            else
            {
                foreach (var term in Word(word))
                {
                    yield return term;
                }
            }
        }

        foreach (var term in Word(word).Concat(Pairs(chinese)))
        {
            yield return term;
        }
    }

    public static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf';

    private static IEnumerable<Term> Word(StringBuilder word)
    {
        if (word.Length == 0)
        {
            yield break;
        }

        var text = word.ToString();
        word.Clear();
        if (!EnglishFiller.Contains(text))
        {
            yield return new Term(EnglishStem.Of(text), false);
        }
    }

    private static IEnumerable<Term> Pairs(StringBuilder run)
    {
        var text = run.ToString();
        run.Clear();
        if (text.Length == 1)
        {
            yield return new Term(text, true);
        }

        for (var i = 0; i + 1 < text.Length; i++)
        {
            yield return new Term(text.Substring(i, 2), text.Length > 2);
        }
    }
}
