using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDesk.Server.Bot;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Knowledge;

/// <summary>The articles, indexed per language and read again now and then.</summary>
public sealed class KnowledgeBase(DeskDbs dbs, IOptions<BotOptions> options, TimeProvider time)
{
    private volatile Snapshot? _snapshot;

    private sealed record Snapshot(KnowledgeIndex Chinese, KnowledgeIndex English, DateTimeOffset At);

    /// <summary>Those in the language of a locale: Chinese for <c>zh</c> and its variants, else English.</summary>
    public async Task<KnowledgeIndex> In(string locale, CancellationToken cancellation)
    {
        var snapshot = _snapshot;
        if (snapshot is null || snapshot.At.AddSeconds(options.Value.KnowledgeRefreshSeconds) <= time.Now())
        {
            snapshot = _snapshot = await Read(cancellation);
        }

        return IsChinese(locale) ? snapshot.Chinese : snapshot.English;
    }

    public static bool IsChinese(string locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
    }

    private async Task<Snapshot> Read(CancellationToken cancellation)
    {
        await using var db = dbs.Open();
        var articles = await db.Articles.AsNoTracking().ToListAsync(cancellation);
        var byLanguage = articles.ToLookup(a => IsChinese(a.Locale));
        return new Snapshot(new KnowledgeIndex(byLanguage[true]), new KnowledgeIndex(byLanguage[false]), time.Now());
    }
}
