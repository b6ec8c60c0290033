extension Schema {
    /// What belongs to pipelines without being their state: tags, webhooks, custom action types and their jobs.
    static let resources = """
        CREATE TABLE tags (
            resource TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (resource, key)
        ) STRICT;
        CREATE TABLE webhooks (
            name TEXT PRIMARY KEY NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE TABLE action_types (
            id TEXT PRIMARY KEY NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE TABLE jobs (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT UNIQUE NOT NULL,
            run TEXT NOT NULL,
            pipeline TEXT NOT NULL,
            is_offered INTEGER NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX jobs_by_run ON jobs (run);
        CREATE INDEX jobs_offered ON jobs (is_offered);
        """
}
