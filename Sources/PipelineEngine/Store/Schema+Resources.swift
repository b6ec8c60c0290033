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

    /// The CodeBuild projects that the actions of pipelines build, numbered in the order of their registration.
    static let projects = """
        CREATE TABLE build_projects (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            pipeline TEXT NOT NULL,
            name TEXT NOT NULL,
            record TEXT NOT NULL,
            UNIQUE (pipeline, name)
        ) STRICT;
        CREATE INDEX build_projects_by_name ON build_projects (name);
        """

    /// What the branches and tags that source actions watch were at when last looked at.
    static let references = """
        CREATE TABLE seen_references (
            pipeline TEXT NOT NULL,
            action TEXT NOT NULL,
            record TEXT NOT NULL,
            PRIMARY KEY (pipeline, action)
        ) STRICT;
        """
}
