using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceDesk.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Administration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "ruleset",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RolledBackFrom",
                table: "ruleset",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Queues",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_draft",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    BasedOn = table.Column<int>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: true),
                    Author = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_draft", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "staff_invitation",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AccountId = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidUntil = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_invitation", x => x.Hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_staff_invitation_AccountId",
                table: "staff_invitation",
                column: "AccountId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "desk_draft");

            migrationBuilder.DropTable(
                name: "staff_invitation");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "ruleset");

            migrationBuilder.DropColumn(
                name: "RolledBackFrom",
                table: "ruleset");

            migrationBuilder.DropColumn(
                name: "Queues",
                table: "AspNetUsers");
        }
    }
}
