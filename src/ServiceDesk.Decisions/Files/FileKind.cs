namespace ServiceDesk.Decisions.Files;

/// <summary>A kind of file that may be uploaded.</summary>
/// <param name="Id">Short name, as the settings write it.</param>
/// <param name="MediaType">What it is served as.</param>
/// <param name="Extensions">Endings that its names may have, with the dot, in small letters.</param>
/// <param name="Inline">A browser may show it in place; everything else is saved.</param>
/// <param name="Picture">Its metadata is taken off and it gets a thumbnail.</param>
public sealed record FileKind(string Id, string MediaType, IReadOnlyList<string> Extensions, bool Inline = false, bool Picture = false);

/// <summary>All kinds that the server can tell apart by content.</summary>
public static class FileKinds
{
    public static FileKind Png { get; } = new("png", "image/png", [".png"], Inline: true, Picture: true);
    public static FileKind Jpeg { get; } = new("jpeg", "image/jpeg", [".jpg", ".jpeg", ".jfif"], Inline: true, Picture: true);
    public static FileKind Gif { get; } = new("gif", "image/gif", [".gif"], Inline: true, Picture: true);
    public static FileKind WebP { get; } = new("webp", "image/webp", [".webp"], Inline: true, Picture: true);
    public static FileKind Pdf { get; } = new("pdf", "application/pdf", [".pdf"]);
    public static FileKind Mp4 { get; } = new("mp4", "video/mp4", [".mp4", ".m4v"], Inline: true);
    public static FileKind M4a { get; } = new("m4a", "audio/mp4", [".m4a", ".mp4"], Inline: true);
    public static FileKind WebM { get; } = new("webm", "video/webm", [".webm"], Inline: true);
    public static FileKind WebA { get; } = new("weba", "audio/webm", [".weba", ".webm"], Inline: true);
    public static FileKind Mp3 { get; } = new("mp3", "audio/mpeg", [".mp3"], Inline: true);
    public static FileKind Ogg { get; } = new("ogg", "audio/ogg", [".ogg", ".oga", ".opus"], Inline: true);
    public static FileKind Wav { get; } = new("wav", "audio/wav", [".wav"], Inline: true);
    public static FileKind Text { get; } = new("text", "text/plain", [".txt", ".log", ".csv", ".md"]);
    public static FileKind Zip { get; } = new("zip", "application/zip", [".zip"]);
    public static FileKind Docx { get; } = Office("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    public static FileKind Xlsx { get; } = Office("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    public static FileKind Pptx { get; } = Office("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation");
    public static FileKind Odt { get; } = Office("odt", "application/vnd.oasis.opendocument.text");
    public static FileKind Ods { get; } = Office("ods", "application/vnd.oasis.opendocument.spreadsheet");
    public static FileKind Odp { get; } = Office("odp", "application/vnd.oasis.opendocument.presentation");

    public static IReadOnlyList<FileKind> All { get; } =
        [Png, Jpeg, Gif, WebP, Pdf, Mp4, M4a, WebM, WebA, Mp3, Ogg, Wav, Text, Zip, Docx, Xlsx, Pptx, Odt, Ods, Odp];

    private static FileKind Office(string id, string mediaType) => new(id, mediaType, ["." + id]);
}
