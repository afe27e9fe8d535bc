using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceDesk.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StaffConversations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Barged",
                table: "conversation",
                type: "TEXT",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StaffOf",
                table: "conversation",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Queue",
                table: "audit",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_conversation_StaffOf",
                table: "conversation",
                column: "StaffOf",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_OnWhat",
                table: "audit",
                column: "OnWhat");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_conversation_StaffOf",
                table: "conversation");

            migrationBuilder.DropIndex(
                name: "IX_audit_OnWhat",
                table: "audit");

            migrationBuilder.DropColumn(
                name: "Barged",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "StaffOf",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "Queue",
                table: "audit");
        }
    }
}
