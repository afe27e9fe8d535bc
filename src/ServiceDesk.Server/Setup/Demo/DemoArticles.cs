using System.Text.Json;
using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Setup.Demo;

/// <summary>The articles of the demo's bot, in English and Chinese; see <c>articles.json</c>.</summary>
internal static class DemoArticles
{
    private const string Resource = "ServiceDesk.Server.Setup.Demo.articles.json";

    public static IReadOnlyList<Article> Read()
    {
        using var stream = typeof(DemoArticles).Assembly.GetManifestResourceStream(Resource)!;
        var entries = JsonSerializer.Deserialize<List<Dictionary<string, JsonElement>>>(stream)!;
        return
        [
            .. from entry in entries
               from text in entry
               where text.Value.ValueKind == JsonValueKind.Object
               let article = text.Value.Deserialize<Text>(WireJson.Options)!
               select new Article
               {
                   Id = entry["id"].GetString()!,
                   Locale = text.Key,
                   Title = article.Title,
                   Body = article.Body,
                   Keywords = article.Keywords,
               },
        ];
    }

    private sealed record Text(string Title, string Keywords, string Body);
}
