namespace ServiceDesk.Contracts;

/// <summary>A file of a message, as everybody in the conversation sees it. Addresses are asked for with AttachmentLinks.</summary>
/// <param name="Id">Of the upload; 128 random bits, in hexadecimal.</param>
/// <param name="Name">What to call it, cleaned; never a path.</param>
/// <param name="Type">Media type by content, for example <c>image/png</c>.</param>
/// <param name="Size">Bytes as stored.</param>
/// <param name="Width">Pixels of a picture as it is shown, upright; null for what is no picture.</param>
/// <param name="Height">As <paramref name="Width"/>.</param>
/// <param name="Thumbnail">True when there is a small picture of it.</param>
public sealed record Attachment(
    string Id, string Name, string Type, long Size, int? Width = null, int? Height = null, bool Thumbnail = false);

/// <summary>Begins an upload into a conversation; the bytes go to the answer's address by tus 1.0.</summary>
/// <param name="Name">As the file is called; 1 to 255 characters, its extension decides with the content.</param>
/// <param name="Size">Bytes; 1 to <see cref="Limits.MaxUploadBytes"/>.</param>
/// <param name="Type">Media type that the sender believes in, at most 100 characters; the content decides.</param>
public sealed record CreateUploadRequest(long Conv, string Name, long Size, string Type);

/// <param name="AttachmentId">What Send refers to once the upload is ready.</param>
/// <param name="Url">Path on the caller's own origin; holds 256 random bits and is a secret of the sender.</param>
/// <param name="ExpiresAt">What is not complete by then is given up.</param>
public sealed record UploadTicket(string AttachmentId, string Url, DateTimeOffset ExpiresAt);

/// <summary>How far an upload has come.</summary>
/// <param name="State">One of <see cref="UploadStates"/>.</param>
/// <param name="Offset">Bytes that are stored.</param>
/// <param name="Code">While refused: why, of <see cref="ErrorCodes"/>.</param>
/// <param name="Attachment">Set once it is ready.</param>
public sealed record UploadProgress(string AttachmentId, string State, long Offset, string? Code = null, Attachment? Attachment = null);

public static class UploadStates
{
    /// <summary>Bytes are still to come.</summary>
    public const string Uploading = "uploading";

    /// <summary>Its content was looked at and may be sent.</summary>
    public const string Ready = "ready";

    /// <summary>Its content is not allowed; it is never served.</summary>
    public const string Refused = "refused";
}

/// <param name="Ids">1 to 50 attachments of messages in the conversation, or own ones that are ready.</param>
public sealed record AttachmentLinksRequest(long Conv, IReadOnlyList<string> Ids);

/// <summary>Addresses of the asked ones that the caller may read; the others are left out.</summary>
/// <param name="ExpiresAt">None of the addresses works after it.</param>
public sealed record AttachmentLinks(IReadOnlyList<AttachmentLink> Links, DateTimeOffset ExpiresAt);

/// <param name="Url">Absolute, on the chat origin, for this person only.</param>
/// <param name="ThumbnailUrl">The small picture, when there is one.</param>
public sealed record AttachmentLink(string Id, string Url, string? ThumbnailUrl = null);
