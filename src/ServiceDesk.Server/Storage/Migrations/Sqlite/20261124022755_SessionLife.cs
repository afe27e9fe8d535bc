using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ServiceDesk.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SessionLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "ticket",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Listening",
                table: "conversation",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "ResumeSession",
                table: "conversation",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResumeUntil",
                table: "conversation",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VisitorSpokeAt",
                table: "conversation",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Phone",
                table: "ticket");

            migrationBuilder.DropColumn(
                name: "Listening",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "ResumeSession",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "ResumeUntil",
                table: "conversation");

            migrationBuilder.DropColumn(
                name: "VisitorSpokeAt",
                table: "conversation");
        }
    }
}
