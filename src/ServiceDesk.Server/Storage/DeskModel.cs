using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ServiceDesk.Server.Storage;

/// <summary>Keys, sizes and indexes. Sizes and index prefixes hold on SQLite, PostgreSQL and SQL Server.</summary>
internal static class DeskModel
{
    private const int PersonLength = 80;
    private const int NameLength = 60;

    /// <param name="openSessions">The filter of the partial index over open sessions, in the provider's own SQL.</param>
    public static void Configure(ModelBuilder model, string openSessions)
    {
        Visitors(model);
        Conversations(model);
        Attachments(model);
        Routing(model, openSessions);
        Desk(model);
        Outbox(model);
    }

    private static void Visitors(ModelBuilder model)
    {
        model.Entity<Visitor>(e =>
        {
            e.ToTable("visitor");
            e.Property(v => v.Id).HasMaxLength(32);
            e.Property(v => v.Name).HasMaxLength(200);
            e.Property(v => v.Email).HasMaxLength(320);
            e.Property(v => v.Locale).HasMaxLength(35);
        });
        model.Entity<VisitorToken>(e =>
        {
            e.ToTable("visitor_token");
            e.HasKey(t => t.Hash);
            e.Property(t => t.Hash).HasMaxLength(64);
            e.Property(t => t.ReplacedBy).HasMaxLength(64);
            e.Property(t => t.VisitorId).HasMaxLength(32);
            e.HasIndex(t => t.VisitorId);
        });
        model.Entity<PageView>(e =>
        {
            e.ToTable("page_view");
            e.Property(p => p.VisitorId).HasMaxLength(32);
            e.Property(p => p.Url).HasMaxLength(2000);
            e.Property(p => p.Title).HasMaxLength(200);
            e.HasIndex(p => new { p.VisitorId, p.At });
        });
    }

    private static void Conversations(ModelBuilder model)
    {
        model.Entity<Conversation>(e =>
        {
            e.ToTable("conversation");
            e.Property(c => c.Kind).HasMaxLength(20);
            e.Property(c => c.VisitorId).HasMaxLength(32);
            e.Property(c => c.EntryPoint).HasMaxLength(NameLength);
            e.Property(c => c.Responder).HasMaxLength(PersonLength);
            e.Property(c => c.WaitingOn).HasMaxLength(10);
            e.Property(c => c.Barged).HasMaxLength(PersonLength);
            e.HasIndex(c => c.StaffOf).IsUnique();
            e.HasIndex(c => new { c.VisitorId, c.EntryPoint }).IsUnique();
        });
        model.Entity<EventRow>(e =>
        {
            e.ToTable("event");
            e.HasKey(v => new { v.ConversationId, v.Seq });
            e.Property(v => v.Seq).ValueGeneratedNever();
            e.Property(v => v.Sender).HasMaxLength(PersonLength);
            e.Property(v => v.SenderName).HasMaxLength(200);
            e.Property(v => v.Type).HasMaxLength(20);
            e.Property(v => v.BodyHash).HasMaxLength(32);
            // The id leads: a group of posts looks its ids up in one go, whatever conversations they belong to.
            e.HasIndex(v => new { v.ClientMsgId, v.ConversationId, v.Sender }).IsUnique();
            e.Ignore(v => v.Quoted);
        });
        model.Entity<Mention>(e =>
        {
            e.ToTable("mention");
            e.HasKey(m => new { m.Person, m.ConversationId, m.Seq });
            e.Property(m => m.Person).HasMaxLength(PersonLength);
            e.Property(m => m.Seq).ValueGeneratedNever();
        });
        model.Entity<Draft>(e =>
        {
            e.ToTable("draft");
            e.HasKey(d => new { d.Person, d.ConversationId });
            e.Property(d => d.Person).HasMaxLength(PersonLength);
            e.Property(d => d.Text).HasMaxLength(4000);
        });
        model.Entity<Member>(e =>
        {
            e.ToTable("member");
            e.HasKey(m => new { m.ConversationId, m.Person });
            e.Property(m => m.Person).HasMaxLength(PersonLength);
            e.Property(m => m.Role).HasMaxLength(20);
            e.HasIndex(m => new { m.Person, m.ConversationId });
        });
    }

    private static void Attachments(ModelBuilder model)
    {
        model.Entity<AttachmentRow>(e =>
        {
            e.ToTable("attachment");
            e.Property(a => a.Id).HasMaxLength(32);
            e.Property(a => a.Owner).HasMaxLength(PersonLength);
            e.Property(a => a.TokenHash).HasMaxLength(64);
            e.Property(a => a.Name).HasMaxLength(255);
            e.Property(a => a.DeclaredType).HasMaxLength(100);
            e.Property(a => a.State).HasMaxLength(20);
            e.Property(a => a.Code).HasMaxLength(NameLength);
            e.Property(a => a.FileId).HasMaxLength(32);
            e.HasIndex(a => a.TokenHash).IsUnique();
            e.HasIndex(a => a.FileId);
            e.HasIndex(a => a.ExpiresAt);
            e.HasIndex(a => new { a.Owner, a.ExpiresAt });
        });
        model.Entity<StoredFile>(e =>
        {
            e.ToTable("stored_file");
            e.Property(f => f.Id).HasMaxLength(32);
            e.Property(f => f.Sha256).HasMaxLength(64);
            e.Property(f => f.State).HasMaxLength(20);
            e.Property(f => f.MediaType).HasMaxLength(100);
            e.HasIndex(f => f.Sha256);
            e.HasIndex(f => new { f.State, f.CreatedAt });
        });
    }

    private static void Routing(ModelBuilder model, string openSessions)
    {
        model.Entity<RoutingDomainRow>(e =>
        {
            e.ToTable("routing_domain");
            e.Property(d => d.Id).HasMaxLength(NameLength);
            e.Property(d => d.Owner).HasMaxLength(NameLength);
        });
        model.Entity<RoutingEventRow>(e =>
        {
            e.ToTable("routing_event");
            e.HasKey(v => new { v.Domain, v.Seq });
            e.Property(v => v.Seq).ValueGeneratedNever();
            e.Property(v => v.Domain).HasMaxLength(NameLength);
            e.Property(v => v.Type).HasMaxLength(NameLength);
            e.HasIndex(v => new { v.Domain, v.CommandId }).IsUnique();
        });
        model.Entity<RoutingEffectRow>(e =>
        {
            e.ToTable("routing_effect");
            e.HasKey(v => new { v.Domain, v.Seq, v.Ord });
            e.Property(v => v.Domain).HasMaxLength(NameLength);
            e.Property(v => v.Type).HasMaxLength(NameLength);
            e.Property(v => v.Queue).HasMaxLength(NameLength);
            e.HasIndex(v => v.SessionId);
        });
        model.Entity<QueuePaceRow>(e =>
        {
            e.ToTable("queue_pace");
            e.HasKey(p => p.Queue);
            e.Property(p => p.Queue).HasMaxLength(NameLength);
        });
        model.Entity<Session>(e =>
        {
            e.ToTable("session");
            e.Property(s => s.Id).ValueGeneratedNever();
            e.Property(s => s.Domain).HasMaxLength(NameLength);
            e.Property(s => s.VisitorId).HasMaxLength(32);
            e.Property(s => s.EntryPoint).HasMaxLength(NameLength);
            e.Property(s => s.Channel).HasMaxLength(20);
            e.Property(s => s.SourceUrl).HasMaxLength(2000);
            e.Property(s => s.SourceTitle).HasMaxLength(200);
            e.Property(s => s.Locale).HasMaxLength(35);
            e.Property(s => s.State).HasMaxLength(20);
            e.Property(s => s.Queue).HasMaxLength(NameLength);
            e.Property(s => s.CloseReason).HasMaxLength(NameLength);
            // At most one open session per visitor and entry point (invariant I1).
            e.HasIndex(s => new { s.VisitorId, s.EntryPoint }).IsUnique().HasFilter(openSessions);
            e.HasIndex(s => new { s.ConversationId, s.Id });
            e.HasIndex(s => new { s.Open, s.WakeAt });
            e.HasIndex(s => new { s.AgentId, s.Id });
            e.HasIndex(s => s.EndedAt);
        });
        model.Entity<SessionTag>(e =>
        {
            e.ToTable("session_tag");
            e.HasKey(t => new { t.SessionId, t.Key });
            e.Property(t => t.Key).HasMaxLength(NameLength);
            e.Property(t => t.Name).HasMaxLength(NameLength);
            e.HasIndex(t => new { t.Key, t.SessionId });
        });
        model.Entity<Segment>(e =>
        {
            e.ToTable("segment");
            e.HasKey(s => new { s.SessionId, s.No });
            e.Property(s => s.CloseReason).HasMaxLength(NameLength);
        });
        model.Entity<Assignment>(e =>
        {
            e.ToTable("assignment");
            e.HasKey(a => new { a.SessionId, a.Segment, a.AgentId, a.From });
            e.Property(a => a.State).HasMaxLength(10);
            e.HasIndex(a => new { a.AgentId, a.State });
        });
        model.Entity<Offer>(e =>
        {
            e.ToTable("offer");
            e.Property(o => o.Id).ValueGeneratedNever();
            e.Property(o => o.State).HasMaxLength(20);
            e.Property(o => o.Reason).HasMaxLength(200);
            e.HasIndex(o => o.State);
            e.HasIndex(o => o.SessionId);
        });
        model.Entity<AgentStateRow>(e =>
        {
            e.ToTable("agent_state");
            e.HasKey(a => a.AgentId);
            e.Property(a => a.AgentId).ValueGeneratedNever();
            e.Property(a => a.Presence).HasMaxLength(20);
            e.Property(a => a.AwayReason).HasMaxLength(100);
            e.Property(a => a.Connection).HasMaxLength(20);
        });
        model.Entity<AgentChange>(e =>
        {
            e.ToTable("agent_history");
            e.HasKey(h => new { h.AgentId, h.Seq });
            e.Property(h => h.Seq).ValueGeneratedNever();
            e.Property(h => h.Presence).HasMaxLength(20);
            e.Property(h => h.Reason).HasMaxLength(100);
            e.Property(h => h.Connection).HasMaxLength(20);
            e.HasIndex(h => new { h.AgentId, h.At });
        });
    }

    private static void Desk(ModelBuilder model)
    {
        model.Entity<Survey>(e =>
        {
            e.ToTable("survey");
            e.HasKey(s => new { s.SessionId, s.Segment });
            e.Property(s => s.State).HasMaxLength(20);
            e.Property(s => s.Comment).HasMaxLength(1000);
            e.HasIndex(s => new { s.State, s.ExpiresAt });
            e.HasIndex(s => s.OfferedAt);
            e.HasIndex(s => s.AnsweredAt);
        });
        model.Entity<Ticket>(e =>
        {
            e.ToTable("ticket");
            e.Property(t => t.Kind).HasMaxLength(20);
            e.Property(t => t.VisitorId).HasMaxLength(32);
            e.Property(t => t.Email).HasMaxLength(320);
            e.Property(t => t.Phone).HasMaxLength(40);
            e.Property(t => t.Text).HasMaxLength(4000);
            e.Property(t => t.Status).HasMaxLength(20);
            e.Property(t => t.Queue).HasMaxLength(NameLength);
            e.Property(t => t.PageUrl).HasMaxLength(2000);
            e.Property(t => t.PageTitle).HasMaxLength(200);
            e.HasIndex(t => t.CommandId).IsUnique();
            e.HasIndex(t => new { t.Status, t.Id });
        });
        model.Entity<Ruleset>(e =>
        {
            e.ToTable("ruleset");
            e.HasKey(r => r.Version);
            e.Property(r => r.Version).ValueGeneratedNever();
            e.Property(r => r.Author).HasMaxLength(PersonLength);
            e.Property(r => r.TzVersion).HasMaxLength(20);
            e.Property(r => r.Note).HasMaxLength(500);
        });
        model.Entity<DeskDraftRow>(e =>
        {
            e.ToTable("desk_draft");
            e.Property(d => d.Id).HasMaxLength(NameLength);
            e.Property(d => d.Author).HasMaxLength(PersonLength);
        });
        model.Entity<StaffInvitation>(e =>
        {
            e.ToTable("staff_invitation");
            e.HasKey(i => i.Hash);
            e.Property(i => i.Hash).HasMaxLength(64);
            e.HasIndex(i => i.AccountId);
        });
        model.Entity<Article>(e =>
        {
            e.ToTable("article");
            e.HasKey(a => new { a.Id, a.Locale });
            e.Property(a => a.Id).HasMaxLength(NameLength);
            e.Property(a => a.Locale).HasMaxLength(35);
            e.Property(a => a.Title).HasMaxLength(200);
            e.Property(a => a.Keywords).HasMaxLength(1000);
        });
        model.Entity<SavedReplyRow>(e =>
        {
            e.ToTable("saved_reply");
            e.Property(r => r.Locale).HasMaxLength(35);
            e.Property(r => r.Shortcut).HasMaxLength(NameLength);
            e.Property(r => r.Text).HasMaxLength(4000);
            e.HasIndex(r => new { r.OwnerId, r.Shortcut });
        });
        model.Entity<WebPushSubscriptionRow>(e =>
        {
            e.ToTable("web_push_subscription");
            e.Property(s => s.EndpointHash).HasMaxLength(64);
            e.Property(s => s.Endpoint).HasMaxLength(1000);
            e.Property(s => s.P256dh).HasMaxLength(100);
            e.Property(s => s.Auth).HasMaxLength(30);
            e.HasIndex(s => s.EndpointHash).IsUnique();
            e.HasIndex(s => s.AccountId);
        });
        model.Entity<WebPushMark>(e =>
        {
            e.ToTable("web_push_mark");
            e.HasKey(m => new { m.AccountId, m.ConversationId });
        });
        model.Entity<IdentityUserLogin<long>>(e =>
        {
            e.Property(l => l.LoginProvider).HasMaxLength(128);
            e.Property(l => l.ProviderKey).HasMaxLength(128);
        });
        model.Entity<IdentityUserToken<long>>(e =>
        {
            e.Property(t => t.LoginProvider).HasMaxLength(128);
            e.Property(t => t.Name).HasMaxLength(128);
        });
        model.Entity<DataProtectionKey>().ToTable("key_ring");
        model.Entity<SigningKey>(e =>
        {
            e.ToTable("signing_key");
            e.Property(k => k.Id).HasMaxLength(32);
        });
        model.Entity<AlertRules>(e =>
        {
            e.ToTable("alert_rules");
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.Author).HasMaxLength(PersonLength);
        });
        model.Entity<RaisedAlert>(e =>
        {
            e.ToTable("alert");
            e.Property(a => a.RuleId).HasMaxLength(NameLength);
            e.Property(a => a.Symptom).HasMaxLength(30);
            e.Property(a => a.Queue).HasMaxLength(NameLength);
            e.HasIndex(a => new { a.ClearedAt, a.Id });
        });
        model.Entity<BanRow>(e =>
        {
            e.ToTable("bans");
            e.Property(b => b.VisitorId).HasMaxLength(32);
            e.Property(b => b.Queue).HasMaxLength(NameLength);
            e.Property(b => b.Reason).HasMaxLength(200);
            e.HasIndex(b => b.VisitorId);
        });
        model.Entity<AuditRow>(e =>
        {
            e.ToTable("audit");
            e.Property(a => a.Who).HasMaxLength(PersonLength);
            e.Property(a => a.What).HasMaxLength(NameLength);
            e.Property(a => a.OnWhat).HasMaxLength(200);
            e.Property(a => a.Queue).HasMaxLength(NameLength);
            e.HasIndex(a => a.OnWhat);
        });
    }

    private static void Outbox(ModelBuilder model)
    {
        model.Entity<OutboxRow>(e =>
        {
            e.ToTable("outbox");
            e.Property(o => o.Kind).HasMaxLength(NameLength);
            e.Property(o => o.Node).HasMaxLength(NameLength);
            e.HasIndex(o => o.EventId).IsUnique();
            e.Property(o => o.LastError).HasMaxLength(1000);
            e.HasIndex(o => new { o.DoneAt, o.Id });
        });
        model.Entity<Consumed>(e =>
        {
            e.ToTable("consumed");
            e.HasKey(c => new { c.Consumer, c.EventId });
            e.Property(c => c.Consumer).HasMaxLength(NameLength);
            e.HasIndex(c => c.At);
        });
        model.Entity<NodeRow>(e =>
        {
            e.ToTable("node");
            e.Property(n => n.Id).HasMaxLength(NameLength);
        });
    }
}
