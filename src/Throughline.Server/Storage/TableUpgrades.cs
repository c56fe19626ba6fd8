namespace Throughline.Server.Storage;

/// <summary>The scripts that bring the tables of an earlier version to the present one.</summary>
internal static class TableUpgrades
{
    // The index is the version that the script starts from. Names and types as EF Core's own create script has them.
    private static readonly string[] _scripts =
    [
        "",
        """
        CREATE TABLE "Webhooks" (
            "Id" TEXT NOT NULL CONSTRAINT "PK_Webhooks" PRIMARY KEY,
            "Url" TEXT NOT NULL,
            "KeyId" TEXT NULL,
            "Secrets" TEXT NOT NULL,
            "CreatedAt" INTEGER NOT NULL,
            "RemovedAt" INTEGER NULL,
            "DisabledAt" INTEGER NULL
        );
        CREATE TABLE "Deliveries" (
            "TaskId" TEXT NOT NULL,
            "WebhookId" TEXT NOT NULL,
            "Type" TEXT NOT NULL,
            "DataId" TEXT NOT NULL,
            "CreatedAt" INTEGER NOT NULL,
            "Attempts" INTEGER NOT NULL,
            "NextAt" INTEGER NULL,
            "EndedAt" INTEGER NULL,
            "IsTaken" INTEGER NOT NULL,
            "LastAnswer" TEXT NULL,
            CONSTRAINT "PK_Deliveries" PRIMARY KEY ("TaskId", "WebhookId")
        );
        CREATE INDEX "IX_Deliveries_NextAt" ON "Deliveries" ("NextAt") WHERE "NextAt" IS NOT NULL;
        """,
        """
        CREATE TABLE "Characters" (
            "Id" TEXT NOT NULL CONSTRAINT "PK_Characters" PRIMARY KEY,
            "KeyId" TEXT NOT NULL,
            "Name" TEXT NOT NULL,
            "CreatedAt" INTEGER NOT NULL,
            "Description" TEXT NOT NULL,
            "Seed" INTEGER NOT NULL,
            "Source" TEXT NOT NULL
        );
        """,
    ];

    /// <summary>The scripts from a version's tables to the present ones, in order.</summary>
    /// <param name="version">The version that the file has, at least 1.</param>
    public static IEnumerable<string> From(int version) => _scripts.Skip(version);
}
