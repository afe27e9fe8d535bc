namespace ServiceDesk.Server.Storage;

/// <summary>One upload, and what became of it. Its bytes are a <see cref="StoredFile"/> once it is ready.</summary>
public sealed class AttachmentRow
{
    /// <summary>128 random bits, in hexadecimal.</summary>
    public required string Id { get; init; }

    public long ConversationId { get; init; }

    /// <summary><c>kind:id</c> of who uploads; only that person may send it.</summary>
    public required string Owner { get; init; }

    /// <summary>SHA-256 of the token in the upload's address.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Cleaned; shown, never used as a path.</summary>
    public required string Name { get; init; }

    /// <summary>The sender's media type.</summary>
    public required string DeclaredType { get; init; }

    /// <summary>Bytes that were announced.</summary>
    public long Size { get; init; }

    /// <summary>uploading, ready or refused.</summary>
    public required string State { get; set; }

    /// <summary>Why it is refused.</summary>
    public string? Code { get; set; }

    /// <summary>The <see cref="StoredFile"/>, once ready.</summary>
    public string? FileId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is cleared away; null once it is part of a message.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Of the message that it is part of.</summary>
    public long? SentSeq { get; set; }
}

/// <summary>Bytes in the file store; the attachments that name it are its references.</summary>
public sealed class StoredFile
{
    /// <summary>128 random bits, in hexadecimal: its name in the store.</summary>
    public required string Id { get; init; }

    /// <summary>Of the bytes as they were uploaded, in hexadecimal. The same content is stored once.</summary>
    public required string Sha256 { get; init; }

    /// <summary>One of <see cref="StoredFileStates"/>.</summary>
    public required string State { get; set; }

    public required string MediaType { get; init; }

    /// <summary>Bytes as stored, metadata taken off.</summary>
    public long Size { get; init; }

    /// <summary>Pixels as shown, upright; null for what is no picture.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Bytes of the small picture; 0 for none.</summary>
    public int ThumbnailSize { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>States of a <see cref="StoredFile"/>. A row stands before its bytes are written and after they are deleted, so that nothing in the store is without one.</summary>
public static class StoredFileStates
{
    public const string Writing = "writing";
    public const string Ready = "ready";
    public const string Deleting = "deleting";
}
