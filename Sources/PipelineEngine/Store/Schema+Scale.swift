extension Schema {
    /// Short ways through a long history: the successes of a stage in the order of their executions' starts, what of
    /// an execution's success is known by its id, the artifacts that may go by age, and runs apart from those of rules.
    static let scale = """
        ALTER TABLE stage_results ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE stage_results ADD COLUMN is_rollback INTEGER NOT NULL DEFAULT 0;
        UPDATE stage_results SET number = executions.number,
            is_rollback = json_extract(record, '$.rollbackTarget') IS NOT NULL
            FROM executions WHERE executions.id = execution;
        CREATE INDEX stage_results_by_number ON stage_results (pipeline, stage, number);
        CREATE INDEX stage_results_by_execution ON stage_results (execution);
        CREATE INDEX executions_disposable ON executions (json_extract(record, '$.lastUpdateTime'))
            WHERE is_live = 0 AND has_artifacts = 1;
        DROP INDEX runs_by_pipeline;
        CREATE INDEX runs_by_pipeline ON runs (pipeline, is_rule);
        DROP INDEX runs_by_execution;
        CREATE INDEX runs_by_execution ON runs (execution, is_rule);
        """

    /// Finds an approval by its token, however long ago it was decided.
    static let tokens = """
        CREATE INDEX runs_by_token ON runs (json_extract(record, '$.token'))
            WHERE json_extract(record, '$.token') IS NOT NULL;
        """

    /// Short ways from a revision to the executions that ran, or are to run, with it, and from an execution to what has
    /// started it.
    static let revisions = """
        CREATE TABLE execution_revisions (
            pipeline TEXT NOT NULL,
            action TEXT NOT NULL,
            revision TEXT NOT NULL,
            number INTEGER NOT NULL,
            execution TEXT NOT NULL,
            PRIMARY KEY (pipeline, action, revision, number)
        ) STRICT, WITHOUT ROWID;
        INSERT OR IGNORE INTO execution_revisions
            SELECT pipeline, value ->> 'actionName', value ->> 'revisionId', number, executions.id
            FROM executions, json_each(record, '$.sourceRevisions');
        INSERT OR IGNORE INTO execution_revisions
            SELECT pipeline, value ->> 'actionName', value ->> 'revisionValue', number, executions.id
            FROM executions, json_each(record, '$.revisionOverrides');
        CREATE INDEX start_tokens_by_execution ON start_tokens (execution);
        """
}
