using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ServiceDesk.Server.Attachments;

/// <summary>Files in a bucket of a service that speaks S3.</summary>
internal sealed class S3Store : IFileStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly string _bucket;

    public S3Store(S3Options options)
    {
        _bucket = options.Bucket!;
        _client = new AmazonS3Client(
            new BasicAWSCredentials(options.AccessKey, options.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = options.ServiceUrl,
                AuthenticationRegion = options.Region,
                ForcePathStyle = true,
                // Compatible services know neither the newer checksums nor signed chunks.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            });
    }

    public async Task Put(string name, string mediaType, Stream content, CancellationToken cancellation) => await _client.PutObjectAsync(
        new PutObjectRequest
        {
            BucketName = _bucket,
            Key = name,
            ContentType = mediaType,
            InputStream = content,
            AutoCloseStream = false,
            UseChunkEncoding = false,
        },
        cancellation);

    public async Task<Stream?> Open(string name, long offset, CancellationToken cancellation)
    {
        try
        {
            var answer = await _client.GetObjectAsync(
                new GetObjectRequest { BucketName = _bucket, Key = name, ByteRange = offset == 0 ? null : new ByteRange($"bytes={offset}-") }, cancellation);
            return answer.ResponseStream;
        }
        catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task Delete(string name, CancellationToken cancellation) => await _client.DeleteObjectAsync(_bucket, name, cancellation);

    public void Dispose() => _client.Dispose();
}
