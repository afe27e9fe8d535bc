namespace ServiceDesk.Contracts;

/// <summary>GET /api/saved-replies: the shared ones and the caller's own, by shortcut.</summary>
public sealed record SavedReplyList(IReadOnlyList<SavedReply> Replies);

/// <summary>A text that is inserted instead of typed.</summary>
/// <param name="Shared">Everybody's; otherwise the caller's own.</param>
/// <param name="Locale">BCP 47 tag of the visitors that it is written for; null for all.</param>
/// <param name="Shortcut">What one types behind the slash; unique among the shared ones of a language, and among one's own.</param>
/// <param name="Text">May hold variables in double braces: <c>{{visitor.name}}</c>, <c>{{agent.name}}</c>, <c>{{queue}}</c> and others that the desk fills; one that stays open must be filled by hand.</param>
/// <param name="Revision">Rises with each change; a change names the one that it saw.</param>
public sealed record SavedReply(long Id, bool Shared, string? Locale, string Shortcut, string Text, int Revision);

/// <summary>POST /api/saved-replies.</summary>
public sealed record NewSavedReply(bool Shared, string? Locale, string Shortcut, string Text);

/// <summary>PUT /api/saved-replies/{id}: refused with version_conflict when the reply has changed since <paramref name="Revision"/>.</summary>
public sealed record ChangeSavedReply(int Revision, string? Locale, string Shortcut, string Text);
