using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>Who did what to what. A row is added in the transaction of the change.</summary>
internal static class AuditTrail
{
    public const string Publish = "desk.publish";
    public const string RollBack = "desk.roll_back";
    public const string Emergency = "desk.emergency";
    public const string SaveDraft = "desk.draft.save";
    public const string DiscardDraft = "desk.draft.discard";
    public const string Import = "desk.import";
    public const string Export = "desk.export";
    public const string CreateAccount = "account.create";
    public const string ChangeAccount = "account.change";
    public const string InviteAccount = "account.invite";
    public const string SetAccountActive = "account.active";
    public const string ChoosePassword = "account.password";

    private const int ItemLength = 200;

    /// <param name="who">The person, for example <c>agent:7</c>.</param>
    /// <param name="item">What it was done to; cut to 200 characters.</param>
    public static AuditRow Row(DateTimeOffset at, string who, string what, string item, string? details = null) =>
        new() { At = at, Who = who, What = what, OnWhat = item.Length <= ItemLength ? item : item[..ItemLength], Details = details };
}
