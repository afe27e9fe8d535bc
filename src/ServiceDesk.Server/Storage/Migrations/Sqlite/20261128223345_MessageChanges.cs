using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceDesk.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MessageChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Original",
                table: "event",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Pinned",
                table: "conversation",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "PurgeVersion",
                table: "conversation",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "draft",
                columns: table => new
                {
                    Person = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ConversationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_draft", x => new { x.Person, x.ConversationId });
                });

            migrationBuilder.CreateTable(
                name: "mention",
                columns: table => new
                {
                    Person = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ConversationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mention", x => new { x.Person, x.ConversationId, x.Seq });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "draft");

            migrationBuilder.DropTable(
                name: "mention");

            migrationBuilder.DropColumn(
                name: "Original",
                table: "event");

            migrationBuilder.DropColumn(
                name: "Pinned",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "PurgeVersion",
                table: "conversation");
        }
    }
}
