namespace ServiceDesk.Contracts;

/// <summary>POST /api/visitor/transcript/mail: sends the visitor what was said in a session, once.</summary>
/// <param name="CommandId">UUIDv7; a repeat with the same content sends nothing more.</param>
/// <param name="Email">Where it goes.</param>
/// <param name="Zone">IANA zone of the times in it; UTC when left out.</param>
public sealed record MailTranscriptRequest(Guid CommandId, long SessionId, string Email, string? Zone = null);

/// <summary>Names of what a server offers only where it is set up; told in Welcome. What changes a connection is off until Hello names it too.</summary>
public static class FeatureNames
{
    /// <summary>Agents see what a visitor is typing, when the visitor has agreed (<see cref="HelloRequest.PreviewConsent"/>). Off until Hello names it.</summary>
    public const string DraftPreview = "draftPreview";

    /// <summary>Visitors may have transcripts sent by mail.</summary>
    public const string TranscriptMail = "transcriptMail";

    /// <summary>The server looks at linked pages for the desk.</summary>
    public const string LinkPreviews = "linkPreviews";

    /// <summary>Staff may be told news in a browser without an open desk: <see cref="WebPushSubscription"/>.</summary>
    public const string WebPush = "webPush";
}
