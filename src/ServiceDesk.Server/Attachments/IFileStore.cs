namespace ServiceDesk.Server.Attachments;

/// <summary>Keeps bytes under random names. Whether a folder or a bucket, one test suite holds for both.</summary>
public interface IFileStore
{
    /// <summary>Stores a file, whole or not at all; a second one under the same name replaces it. Afterwards it survives a power cut.</summary>
    /// <param name="name">Small letters and digits only.</param>
    /// <param name="content">Read from its position to its end.</param>
    Task Put(string name, string mediaType, Stream content, CancellationToken cancellation);

    /// <summary>The bytes from an offset on; null when there is no such file.</summary>
    Task<Stream?> Open(string name, long offset, CancellationToken cancellation);

    /// <summary>Deletes a file; nothing happens when there is none.</summary>
    Task Delete(string name, CancellationToken cancellation);
}
