using System.Data.Common;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ServiceDesk.Server.Storage;

/// <summary>The one model of all providers. Every write passes <see cref="BeginWrite"/> or SaveChanges, which takes the gate itself.</summary>
public abstract class DeskDb(DbContextOptions options)
    : IdentityDbContext<StaffAccount, IdentityRole<long>, long>(options), IDataProtectionKeyContext
{
    private bool _writing;
    private Action? _returned;

    /// <summary>Null only where nobody else can write: schema at start, design time.</summary>
    internal WriteGate? Gate { get; set; }

    /// <summary>The filter of the partial index over open sessions, in the provider's own SQL.</summary>
    protected abstract string OpenSessionsFilter { get; }

    public DbSet<Visitor> Visitors => Set<Visitor>();
    public DbSet<VisitorToken> VisitorTokens => Set<VisitorToken>();
    public DbSet<PageView> PageViews => Set<PageView>();
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<Member> Members => Set<Member>();
    public DbSet<Mention> Mentions => Set<Mention>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();
    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<SessionTag> SessionTags => Set<SessionTag>();
    public DbSet<Segment> Segments => Set<Segment>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<AgentStateRow> AgentStates => Set<AgentStateRow>();

    public DbSet<QueuePaceRow> QueuePaces => Set<QueuePaceRow>();
    public DbSet<AgentChange> AgentHistory => Set<AgentChange>();
    public DbSet<RoutingDomainRow> RoutingDomains => Set<RoutingDomainRow>();
    public DbSet<RoutingEventRow> RoutingEvents => Set<RoutingEventRow>();
    public DbSet<RoutingEffectRow> RoutingEffects => Set<RoutingEffectRow>();
    public DbSet<Survey> Surveys => Set<Survey>();
    public DbSet<Ticket> Tickets => Set<Ticket>();
    public DbSet<Ruleset> Rulesets => Set<Ruleset>();
    public DbSet<DeskDraftRow> DeskDrafts => Set<DeskDraftRow>();
    public DbSet<StaffInvitation> StaffInvitations => Set<StaffInvitation>();
    public DbSet<Article> Articles => Set<Article>();
    public DbSet<SavedReplyRow> SavedReplies => Set<SavedReplyRow>();
    public DbSet<WebPushSubscriptionRow> WebPushSubscriptions => Set<WebPushSubscriptionRow>();
    public DbSet<WebPushMark> WebPushMarks => Set<WebPushMark>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<Consumed> Consumed => Set<Consumed>();
    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();
    public DbSet<NodeRow> Nodes => Set<NodeRow>();
    public DbSet<AlertRules> AlertRules => Set<AlertRules>();
    public DbSet<RaisedAlert> Alerts => Set<RaisedAlert>();
    public DbSet<BanRow> Bans => Set<BanRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>True while this context holds the gate; a write without it is a bug and is refused.</summary>
    public bool HoldsGate => Gate is null || _writing;

    /// <summary>To be told, once, when the caller of this lease is done with the context.</summary>
    internal void OnReturn(Action returned) => _returned = returned;

    public override void Dispose()
    {
        var returned = Interlocked.Exchange(ref _returned, null);
        base.Dispose();
        returned?.Invoke();
        GC.SuppressFinalize(this);
    }

    public override async ValueTask DisposeAsync()
    {
        var returned = Interlocked.Exchange(ref _returned, null);
        await base.DisposeAsync();
        returned?.Invoke();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes the gate, then begins a transaction that may read and write.</summary>
    public async Task<Write> BeginWrite(WriteKind kind, CancellationToken cancellation)
    {
        var turn = Gate is null ? null : await Gate.Enter(kind, cancellation);
        try
        {
            var transaction = await Database.BeginTransactionAsync(cancellation);
            _writing = true;
            return new Write(turn, transaction, () => _writing = false);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (HoldsGate || !ChangeTracker.HasChanges())
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        using var turn = await Gate!.Enter(WriteKind.Other, cancellationToken);
        _writing = true;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            _writing = false;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        // Data protection stores its keys through the synchronous call.
        Task.Run(() => SaveChangesAsync(acceptAllChangesOnSuccess)).GetAwaiter().GetResult();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        DeskModel.Configure(builder, OpenSessionsFilter);
    }
}

/// <summary>Refuses a write command on a context that does not hold the gate.</summary>
internal sealed class UngatedWrites : DbCommandInterceptor
{
    public static UngatedWrites Refuse { get; } = new();

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is DeskDb { HoldsGate: false })
        {
            throw new InvalidOperationException($"A write bypassed the gate: {command.CommandText}");
        }

        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }
}
