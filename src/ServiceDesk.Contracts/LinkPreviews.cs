namespace ServiceDesk.Contracts;

/// <summary>GET /api/link-preview: what a linked page says of itself. Text only: a picture would tell the page who looks.</summary>
/// <param name="Url">The address that answered.</param>
/// <param name="Title">Null when the page has none, or could not be looked at.</param>
public sealed record LinkPreview(string Url, string? Site, string? Title, string? Description);
