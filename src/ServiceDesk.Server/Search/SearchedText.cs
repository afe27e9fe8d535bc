using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Search;

/// <summary>What of a message is looked through.</summary>
internal static class SearchedText
{
    /// <summary>Its words and the names of what came with them; null when there is nothing to read.</summary>
    public static string? Of(EventBody body)
    {
        string?[] parts = [body.Text, .. (body.Attachments ?? []).Select(file => file.Name), body.Product?.Title, body.Order?.Number];
        var text = string.Join('\n', parts.OfType<string>());
        return text.Length == 0 ? null : text;
    }
}
