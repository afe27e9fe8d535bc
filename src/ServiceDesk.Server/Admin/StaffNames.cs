using Microsoft.EntityFrameworkCore;
using ServiceDesk.Server.Conversations;
using ServiceDesk.Server.Storage;

namespace ServiceDesk.Server.Admin;

/// <summary>How persons of the staff are called.</summary>
internal static class StaffNames
{
    /// <returns>A name for each person; the person itself when it is no account.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> Of(DeskDb db, IReadOnlyCollection<string> persons, CancellationToken cancellation)
    {
        var ids = persons.Select(Persons.AgentId).OfType<long>().Distinct().ToList();
        var names = ids.Count == 0
            ? []
            : await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        return persons.Distinct().ToDictionary(p => p, p => Persons.AgentId(p) is { } id && names.TryGetValue(id, out var name) ? name : p);
    }
}
