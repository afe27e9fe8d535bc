using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ServiceDesk.Server.Storage;

/// <summary>
/// A connection that stays open as long as its context is used again, and keeps what SQLite has compiled: the provider forgets it with
/// each command, and compiling was a fifth of what a routing event cost. Not for several callers at once.
/// </summary>
/// <param name="most">So many statements are kept: batches of saved changes make ever new ones.</param>
internal sealed class KeptConnection(string connectionString, int most) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, KeptCommand> _idle = new(StringComparer.Ordinal);
    private bool _closing;

    /// <summary>A command of the same text, transaction and parameters that is compiled already, if one was used before.</summary>
    public DbCommand Kept(SqliteCommand asked)
    {
        if (!_idle.Remove(asked.CommandText, out var kept))
        {
            kept = new KeptCommand(this) { CommandText = asked.CommandText };
        }

        kept.CommandTimeout = asked.CommandTimeout;
        kept.Transaction = asked.Transaction;
        foreach (SqliteParameter parameter in asked.Parameters)
        {
            kept.Parameters.Add(parameter);
        }

        asked.Dispose();
        return kept;
    }

    public override void Close()
    {
        _closing = true;
        foreach (var kept in _idle.Values)
        {
            kept.Dispose();
        }

        _idle.Clear();
        base.Close();
    }

    // False when it is to be disposed.
    private bool TakeBack(KeptCommand command)
    {
        if (_closing || most == 0 || _idle.ContainsKey(command.CommandText))
        {
            return false;
        }

        if (_idle.Count >= most)
        {
            _idle.Remove(_idle.Keys.First(), out var least);
            least!.Forget();
        }

        command.Parameters.Clear();
        command.Transaction = null;
        _idle[command.CommandText] = command;
        return true;
    }

    private sealed class KeptCommand : SqliteCommand
    {
        private readonly KeptConnection _owner;
        private bool _forgotten;

        public KeptCommand(KeptConnection owner)
        {
            _owner = owner;
            Connection = owner;
        }

        public void Forget()
        {
            _forgotten = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing || _forgotten || !_owner.TakeBack(this))
            {
                base.Dispose(disposing);
            }
        }
    }
}

/// <summary>Puts a kept command in the place of each that EF Core makes.</summary>
internal sealed class KeptStatements : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: KeptConnection connection } asked ? connection.Kept(asked) : result;
}
