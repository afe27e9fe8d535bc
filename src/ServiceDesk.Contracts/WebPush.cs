namespace ServiceDesk.Contracts;

/// <summary>What a browser needs to subscribe to this server's pushes.</summary>
/// <param name="Key">The server's public key (VAPID, RFC 8292): an uncompressed point of P-256 in base64url.</param>
public sealed record WebPushKey(string Key);

/// <summary>Where one browser of the caller is reached while no desk is open in it.</summary>
/// <param name="Endpoint">An https address at the browser's push service; it is a secret. The same one again changes its keys.</param>
/// <param name="P256dh">The browser's public key: an uncompressed point of P-256 in base64url.</param>
/// <param name="Auth">16 bytes in base64url.</param>
/// <param name="Previews">False leaves out what was said.</param>
public sealed record WebPushSubscription(string Endpoint, string P256dh, string Auth, bool Previews = true)
{
    /// <summary>Without the address and its keys: frameworks print what they are called with into their logs.</summary>
    public override string ToString() => $"{nameof(WebPushSubscription)} {{ Previews = {Previews} }}";
}

/// <param name="Endpoint">Of a subscription of the caller's; another's or an unknown one is left as it is.</param>
public sealed record WebPushEnd(string Endpoint)
{
    /// <inheritdoc cref="WebPushSubscription.ToString"/>
    public override string ToString() => nameof(WebPushEnd);
}

/// <summary>What a push carries, as JSON; the browser's push service cannot read it.</summary>
/// <param name="Kind">Of <see cref="WebPushKinds"/>.</param>
/// <param name="Conv">The conversation, by which a later push takes the place of an earlier one; 0 for an offer.</param>
/// <param name="Seq">The newest event that it tells of; 0 for an offer.</param>
/// <param name="OfferId">Of an offer alone.</param>
/// <param name="Unread">In all of the person's chats together.</param>
/// <param name="From">Who spoke; for an offer the visitor.</param>
/// <param name="Text">The words; null where the subscription wants none.</param>
public sealed record WebPushNews(string Kind, long SessionId, long Conv, long Seq, long? OfferId, long Unread, string From, string? Text);

public static class WebPushKinds
{
    public const string Message = "message";
    public const string Mention = "mention";
    public const string Whisper = "whisper";
    public const string Offer = "offer";
}
