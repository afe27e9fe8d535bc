using System.Threading.RateLimiting;
using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

/// <summary>
/// Token buckets per person, conversation, device or address on this node. Each method takes its tokens and answers null, or the
/// refusal with the time after which they are back.
/// </summary>
public sealed class RateLimits(RateLimitOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _visitorSend = Buckets(options.VisitorSend);
    private readonly PartitionedRateLimiter<string> _staffSend = Buckets(options.StaffSend);
    private readonly PartitionedRateLimiter<(string, long)> _conversationSend = Buckets<(string, long)>(options.ConversationSend);
    private readonly PartitionedRateLimiter<string> _addressCalls = Buckets(options.AddressCalls);
    private readonly PartitionedRateLimiter<(string, long)> _draft = Buckets<(string, long)>(options.Draft);
    private readonly PartitionedRateLimiter<string> _fetch = Buckets(options.Fetch);
    private readonly PartitionedRateLimiter<(string, long, bool)> _mark = Buckets<(string, long, bool)>(options.Mark);
    private readonly PartitionedRateLimiter<string> _hello = Buckets(options.Hello);
    private readonly PartitionedRateLimiter<(string, long)> _typing = Buckets<(string, long)>(options.Typing);
    private readonly PartitionedRateLimiter<string> _sessionStart = Buckets(options.SessionStart);
    private readonly PartitionedRateLimiter<string> _search = Buckets(options.Search);
    private readonly PartitionedRateLimiter<string> _transcriptMail = Buckets(options.TranscriptMail);
    private readonly PartitionedRateLimiter<string> _transcriptMailAddress = Buckets(options.TranscriptMailAddress);
    private readonly PartitionedRateLimiter<string> _linkPreview = Buckets(options.LinkPreview);
    private readonly PartitionedRateLimiter<string> _upload = Buckets(options.Upload);

    public RateLimitOptions Options => options;

    /// <param name="events">How many are sent together; a bucket that holds fewer asks for all that it holds.</param>
    public Error? VisitorSend(string person, long conversation, int events = 1) =>
        Take(_visitorSend, person, Math.Min(events, options.VisitorSend.Burst)) ?? ConversationSend(person, conversation, events);

    /// <param name="conversation">Null where it is not known yet.</param>
    /// <param name="events">How many are sent together; a bucket that holds fewer asks for all that it holds.</param>
    public Error? StaffSend(string person, long? conversation = null, int events = 1) =>
        Take(_staffSend, person, Math.Min(events, options.StaffSend.Burst))
        ?? (conversation is { } known ? ConversationSend(person, known, events) : null);

    public Error? AddressCalls(string addressRange) => Take(_addressCalls, addressRange);

    public Error? Draft(string person, long conversation) => Take(_draft, (person, conversation));

    public Error? Fetch(string person) => Take(_fetch, person);

    public Error? Mark(string person, long conversation, bool read) => Take(_mark, (person, conversation, read));

    public Error? Hello(string device) => Take(_hello, device);

    public Error? Typing(string person, long conversation) => Take(_typing, (person, conversation));

    public Error? SessionStart(string addressRange) => Take(_sessionStart, addressRange);

    public Error? Search(string person) => Take(_search, person);

    public Error? TranscriptMail(string visitorId) => Take(_transcriptMail, visitorId);

    public Error? TranscriptMailsOf(string addressRange) => Take(_transcriptMailAddress, addressRange);

    public Error? LinkPreview(string person) => Take(_linkPreview, person);

    public Error? Upload(string person) => Take(_upload, person);

    public void Dispose()
    {
        _visitorSend.Dispose();
        _staffSend.Dispose();
        _conversationSend.Dispose();
        _addressCalls.Dispose();
        _draft.Dispose();
        _fetch.Dispose();
        _mark.Dispose();
        _hello.Dispose();
        _typing.Dispose();
        _sessionStart.Dispose();
        _search.Dispose();
        _transcriptMail.Dispose();
        _transcriptMailAddress.Dispose();
        _linkPreview.Dispose();
        _upload.Dispose();
    }

    private Error? ConversationSend(string person, long conversation, int events) =>
        Take(_conversationSend, (person, conversation), Math.Min(events, options.ConversationSend.Burst));

    private static Error? Take<T>(PartitionedRateLimiter<T> limiter, T key, int tokens = 1)
    {
        using var lease = limiter.AttemptAcquire(key, tokens);
        if (lease.IsAcquired)
        {
            return null;
        }

        var after = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalMilliseconds) : 1000;
        return new Error(ErrorCodes.RateLimited, "Too many calls of this kind.", after);
    }

    private static PartitionedRateLimiter<string> Buckets(Bucket bucket) => Buckets<string>(bucket);

    // Buckets that are full and unused for a while are dropped by the limiter itself, which also refills them.
    private static PartitionedRateLimiter<T> Buckets<T>(Bucket bucket)
        where T : notnull
    {
        // Made once: a partition is asked for with every call.
        Func<T, RateLimiter> full = _ => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = bucket.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / bucket.PerSecond),
            QueueLimit = 0,
            AutoReplenishment = false,
        });
        return PartitionedRateLimiter.Create<T, T>(key => RateLimitPartition.Get(key, full));
    }
}
