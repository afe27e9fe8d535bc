using ServiceDesk.Contracts;

namespace ServiceDesk.Server.Conversations;

/// <summary>Has the hooks look at what people say. The log stores what they leave and gives their refusals.</summary>
public sealed partial class ReviewContent(IEnumerable<IContentHook> hooks, ContentHookOptions options, TimeProvider time, ILogger<ReviewContent> log)
{
    private readonly IContentHook[] _hooks = [.. hooks];

    /// <summary>
    /// The posts, each with what is to be stored of it or with its refusal: blocked_by_policy with the reason key as the value of a
    /// detail, or overloaded when a hook failed or took too long.
    /// </summary>
    public async ValueTask<IReadOnlyList<Post>> Of(IReadOnlyList<Post> posts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posts);
        if (posts.Count == 1)
        {
            return await Of(posts[0], cancellation) is var only && ReferenceEquals(only, posts[0]) ? posts : [only];
        }

        var reviewed = new List<Post>(posts.Count);
        foreach (var post in posts)
        {
            reviewed.Add(await Of(post, cancellation));
        }

        return reviewed;
    }

    /// <summary>The same for words that are kept before they are posted: as they may be kept, or the refusal.</summary>
    public async ValueTask<Reply<string>> Of(long conversationId, string sender, string text, CancellationToken cancellation)
    {
        var left = await Of(new SaidContent(conversationId, sender, EventTypes.Message, new EventBody { Text = text }), cancellation);
        return left.Value is { } body ? body.Text! : left.Error!;
    }

    private async ValueTask<Post> Of(Post post, CancellationToken cancellation)
    {
        var left = await Of(new SaidContent(post.ConversationId, post.Sender, post.Type, post.Body), cancellation);
        if (left.Value is not { } body)
        {
            return post with { Blocked = left.Error };
        }

        return ReferenceEquals(body, post.Body) ? post : post with { Body = body, Received = post.Body };
    }

    private async ValueTask<Reply<EventBody>> Of(SaidContent said, CancellationToken cancellation)
    {
        if (!(Persons.IsVisitor(said.Sender) || Persons.IsAgent(said.Sender)))
        {
            return said.Body;
        }

        try
        {
            var verdict = await InTime(said, cancellation);
            return verdict.RefusedBy is { } reason ? Refusal(reason) : verdict.Body;
        }
#pragma warning disable CA1031 // Whatever a hook does, what people say is answered.
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotLookedAt(fault, options.PassWhenLate ? "stored" : "refused");
            return options.PassWhenLate ? said.Body : NotInTime;
        }
    }

    private async ValueTask<ContentVerdict> InTime(SaidContent said, CancellationToken cancellation)
    {
        using var ended = new CancellationTokenSource();
        var review = All(said, ended.Token);
        if (review.IsCompletedSuccessfully)
        {
            return review.Result;
        }

        try
        {
            return await review.AsTask().WaitAsync(TimeSpan.FromMilliseconds(options.Milliseconds), time, cancellation);
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async ValueTask<ContentVerdict> All(SaidContent said, CancellationToken cancellation)
    {
        var verdict = new ContentVerdict(said.Body);
        foreach (var hook in _hooks)
        {
            verdict = await hook.Review(said with { Body = verdict.Body }, cancellation);
            if (verdict.RefusedBy is not null)
            {
                break;
            }
        }

        return verdict;
    }

    private Error NotInTime => new(ErrorCodes.Overloaded, "The contents could not be looked at in time.", options.RetryMs);

    private static Error Refusal(string reason) =>
        new(ErrorCodes.BlockedByPolicy, "A rule of this desk refuses these words.", Details: [new FieldFault("body", reason, "is refused by this rule")]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hooks did not look at what was said; it is {Outcome}.")]
    private partial void NotLookedAt(Exception fault, string outcome);
}
