import GRDB

/// The tables of the engine's database. A migration is frozen once released.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in try database.execute(sql: version1) }
        migrator.registerMigration("resources") { database in try database.execute(sql: resources) }
        migrator.registerMigration("lanes") { database in try database.execute(sql: lanes) }
        migrator.registerMigration("projects") { database in try database.execute(sql: projects) }
        migrator.registerMigration("scale") { database in try database.execute(sql: scale) }
        migrator.registerMigration("references") { database in try database.execute(sql: references) }
        migrator.registerMigration("tokens") { database in try database.execute(sql: tokens) }
        migrator.registerMigration("revisions") { database in try database.execute(sql: revisions) }
        return migrator
    }

    /// The stages of PARALLEL executions, which runs are those of rules, and a short way to what is alive in a long history.
    private static let lanes = """
        CREATE TABLE lanes (
            execution TEXT PRIMARY KEY NOT NULL,
            pipeline TEXT NOT NULL,
            version INTEGER NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX lanes_by_pipeline ON lanes (pipeline);
        CREATE INDEX executions_live ON executions (pipeline) WHERE is_live;
        ALTER TABLE runs ADD COLUMN is_rule INTEGER NOT NULL DEFAULT 0;
        """

    /// Current state (`pipelines`, `stages`, `executions`, `runs`), what led to it (`events`), what is still to be
    /// done (`outbox`), and what watchers are told (`changes`).
    private static let version1 = """
        CREATE TABLE pipelines (
            name TEXT PRIMARY KEY NOT NULL,
            version INTEGER NOT NULL,
            created REAL NOT NULL,
            updated REAL NOT NULL,
            next_number INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE declarations (
            pipeline TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            declaration TEXT NOT NULL,
            PRIMARY KEY (pipeline, version)
        ) STRICT;
        CREATE TABLE stages (
            pipeline TEXT NOT NULL REFERENCES pipelines (name) ON DELETE CASCADE,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            record TEXT NOT NULL,
            PRIMARY KEY (pipeline, name)
        ) STRICT;
        CREATE TABLE executions (
            id TEXT PRIMARY KEY NOT NULL,
            pipeline TEXT NOT NULL,
            number INTEGER NOT NULL,
            version INTEGER NOT NULL,
            is_live INTEGER NOT NULL,
            has_artifacts INTEGER NOT NULL DEFAULT 1,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX executions_by_start ON executions (pipeline, number);
        CREATE TABLE runs (
            id TEXT PRIMARY KEY NOT NULL,
            pipeline TEXT NOT NULL,
            execution TEXT NOT NULL,
            stage TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX runs_by_execution ON runs (execution);
        CREATE INDEX runs_by_pipeline ON runs (pipeline);
        CREATE TABLE stage_results (
            pipeline TEXT NOT NULL,
            version INTEGER NOT NULL,
            stage TEXT NOT NULL,
            execution TEXT NOT NULL,
            PRIMARY KEY (pipeline, stage, execution)
        ) STRICT;
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            pipeline TEXT NOT NULL,
            event TEXT NOT NULL
        ) STRICT;
        CREATE TABLE changes (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            pipeline TEXT NOT NULL,
            change TEXT NOT NULL
        ) STRICT;
        CREATE TABLE outbox (
            run TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('start', 'cancel')),
            pipeline TEXT NOT NULL,
            start TEXT NOT NULL,
            PRIMARY KEY (run, kind)
        ) STRICT;
        CREATE TABLE start_tokens (
            pipeline TEXT NOT NULL,
            token TEXT NOT NULL,
            execution TEXT NOT NULL,
            time REAL NOT NULL,
            PRIMARY KEY (pipeline, token)
        ) STRICT;
        CREATE TABLE checkouts (
            pipeline TEXT NOT NULL,
            repository TEXT NOT NULL,
            remote_url TEXT NOT NULL,
            PRIMARY KEY (pipeline, repository)
        ) STRICT;
        CREATE TABLE build_numbers (
            project TEXT PRIMARY KEY NOT NULL,
            last INTEGER NOT NULL
        ) STRICT;
        """
}
