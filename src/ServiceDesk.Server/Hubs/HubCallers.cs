using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using ServiceDesk.Server.Agents;
using ServiceDesk.Server.Sessions;

namespace ServiceDesk.Server.Hubs;

/// <summary>Who is behind a connection, as Hello bound it. Kept in the connection's items, not in its user, so that a further Hello can renew it.</summary>
internal static class HubCallers
{
    private static readonly object Key = new();

    public static bool IsGreeted(HubCallerContext context) => context.Items.ContainsKey(Key);

    public static void Bind(HubCallerContext context, GreetedVisitor visitor) => context.Items[Key] = visitor;

    public static void Bind(HubCallerContext context, StaffCaller staff) => context.Items[Key] = staff;

    /// <summary>The visitor; the gate has refused calls before Hello.</summary>
    public static GreetedVisitor Visitor(HubCallerContext context) => (GreetedVisitor)context.Items[Key]!;

    public static GreetedVisitor? VisitorOrNull(HubCallerContext context) => context.Items.TryGetValue(Key, out var bound) ? (GreetedVisitor?)bound : null;

    public static StaffCaller Staff(HubCallerContext context) => (StaffCaller)context.Items[Key]!;

    /// <summary>The account behind the staff cookie that admitted the connection.</summary>
    public static long AccountId(HubCallerContext context) =>
        long.Parse(context.User!.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> Roles(HubCallerContext context) => [.. context.User!.FindAll(ClaimTypes.Role).Select(c => c.Value)];
}

/// <param name="Name">What staff read; null when the visitor gave none.</param>
internal sealed record GreetedVisitor(VisitorCaller Caller, string? Name);
