using System.ComponentModel.DataAnnotations;
using ServiceDesk.Decisions.Files;

namespace ServiceDesk.Server.Attachments;

public enum FileStoreKind
{
    /// <summary>A folder of this machine.</summary>
    Folder,

    /// <summary>A bucket of a service that speaks S3.</summary>
    S3,
}

/// <summary>What may be uploaded, how long it is kept and where; section <c>Attachments</c>.</summary>
public sealed class AttachmentOptions : IValidatableObject
{
    /// <summary>Where bytes are kept. Default Folder.</summary>
    public FileStoreKind Store { get; set; } = FileStoreKind.Folder;

    /// <summary>The folder of files, of uploads under way and of what was refused. Null (default) is the database's folder.</summary>
    public string? Folder { get; set; }

    /// <summary>Bytes of one file. Default 20 MiB, 1,024–1,073,741,824.</summary>
    [Range(1024, 1_073_741_824)]
    public int MaxBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Kinds that are taken, separated by blanks; of those that the server can tell apart by content, which all are the default.</summary>
    public string Kinds { get; set; } = string.Join(' ', FileKinds.All.Select(k => k.Id));

    /// <summary>An upload that is not complete by then is given up. Default 24 h, 1–168.</summary>
    [Range(1, 168)]
    public int UploadHours { get; set; } = 24;

    /// <summary>A complete upload that nobody sent by then is deleted. Default 24 h, 1–720.</summary>
    [Range(1, 720)]
    public int UnsentHours { get; set; } = 24;

    /// <summary>What was refused is kept so long, out of reach, for who looks into it. Default 7 days, 1–365.</summary>
    [Range(1, 365)]
    public int QuarantineDays { get; set; } = 7;

    /// <summary>Uploads that one person may have and not have sent. Default 50, 1–1,000.</summary>
    [Range(1, 1000)]
    public int UnsentLimit { get; set; } = 50;

    /// <summary>How long an address of a file works. Default 10 min, 1–60.</summary>
    [Range(1, 60)]
    public int LinkMinutes { get; set; } = 10;

    /// <summary>Pixels of a picture that is decoded whole. Default 16,000,000 (64 MB of memory), 1,000,000–100,000,000.</summary>
    [Range(1_000_000, 100_000_000)]
    public int MaxPixels { get; set; } = 16_000_000;

    /// <summary>Pixels of a JPEG that can be decoded at a smaller scale. Default 60,000,000, 1,000,000–500,000,000.</summary>
    [Range(1_000_000, 500_000_000)]
    public int MaxScaledPixels { get; set; } = 60_000_000;

    /// <summary>Frames of a moving picture. Default 1,000, 1–10,000.</summary>
    [Range(1, 10_000)]
    public int MaxFrames { get; set; } = 1_000;

    /// <summary>Longer side of a thumbnail in pixels. Default 480, 64–2,048.</summary>
    [Range(64, 2048)]
    public int ThumbnailSide { get; set; } = 480;

    /// <summary>Uploads whose content is looked at at a time; each may need the memory of a decoded picture. Default 1, 1–16.</summary>
    [Range(1, 16)]
    public int ChecksAtATime { get; set; } = 1;

    /// <summary>The bucket, when <see cref="Store"/> is S3.</summary>
    public S3Options S3 { get; set; } = new();

    internal IReadOnlyList<FileKind> Allowed => _allowed ??= [.. FileKinds.All.Where(k => Named.Contains(k.Id))];

    private IReadOnlyList<FileKind>? _allowed;

    private IReadOnlyList<string> Named => Kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unknown in Named.Where(name => FileKinds.All.All(k => k.Id != name)))
        {
            yield return new ValidationResult($"{unknown} is none of {string.Join(' ', FileKinds.All.Select(k => k.Id))}", [nameof(Kinds)]);
        }

        if (Store == FileStoreKind.S3 && (!Uri.TryCreate(S3.ServiceUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
        {
            yield return new ValidationResult("S3:ServiceUrl must be an http or https address", [nameof(S3)]);
        }

        if (Store == FileStoreKind.S3 && (string.IsNullOrEmpty(S3.Bucket) || string.IsNullOrEmpty(S3.AccessKey) || string.IsNullOrEmpty(S3.SecretKey)))
        {
            yield return new ValidationResult("S3:Bucket, S3:AccessKey and S3:SecretKey must be given", [nameof(S3)]);
        }
    }
}

/// <summary>A bucket and who opens it. Give the secret by environment (<c>Attachments__S3__SecretKey</c>), not in a file.</summary>
public sealed class S3Options
{
    /// <summary>Address of the service, without the bucket.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Default us-east-1.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Must exist.</summary>
    public string? Bucket { get; set; }

    public string? AccessKey { get; set; }

    [DataType(DataType.Password)]
    public string? SecretKey { get; set; }

    public override string ToString() => $"{ServiceUrl} {Bucket}";
}
