using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ServiceDesk.Server.Storage;

/// <summary>For <c>dotnet ef</c>: the model alone, no host and no file.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteDeskDb>
{
    public SqliteDeskDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDeskDb>().UseSqlite("Data Source=design-time.db").Options);
}
