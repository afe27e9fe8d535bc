using ServiceDesk.Contracts;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Attachments;

/// <summary>What a reader learns of a file.</summary>
internal static class AttachmentViews
{
    public static Attachment Of(AttachmentRow row, StoredFile file) =>
        new(row.Id, row.Name, file.MediaType, file.Size, file.Width, file.Height, file.ThumbnailSize > 0);
}
