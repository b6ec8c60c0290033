import GRDB
import PipelineAPI
import PipelineCore

extension Store {
    func job(_ id: JobID) throws -> WorkerJob? {
        try job(where: "id = ?", id.rawValue)
    }

    /// The newest job of a run of an action.
    func job(of run: ActionExecutionID) throws -> WorkerJob? {
        try job(where: "run = ? ORDER BY sequence DESC LIMIT 1", run.rawValue)
    }

    /// The jobs that no worker has taken, oldest first.
    func offeredJobs() throws -> [WorkerJob] {
        try database.read { database in
            try String.fetchAll(database, sql: "SELECT record FROM jobs WHERE is_offered = 1 ORDER BY sequence")
                .map { try Record.value(WorkerJob.self, $0) }
        }
    }

    func save(_ jobs: [WorkerJob]) throws {
        try database.write { database in
            for job in jobs { try save(job, in: database) }
        }
    }

    /// Adds a job, unless its run has been abandoned meanwhile: whoever cancels it then finds no job to withdraw.
    func offer(_ job: WorkerJob) throws {
        try database.write { database in
            let isWanted = try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM outbox WHERE run = ? AND kind = 'start')",
                arguments: [job.start.run.id.rawValue])
            if isWanted ?? false { try save(job, in: database) }
        }
    }

    private func save(_ job: WorkerJob, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO jobs (id, run, pipeline, is_offered, record) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET is_offered = excluded.is_offered, record = excluded.record
                """,
            arguments: [
                job.id.rawValue, job.start.run.id.rawValue, job.start.pipeline.rawValue, job.isOffered,
                Record.text(job),
            ])
    }

    private func job(where condition: String, _ value: String) throws -> WorkerJob? {
        try database.read { database in
            try String.fetchOne(database, sql: "SELECT record FROM jobs WHERE \(condition)", arguments: [value])
                .map { try Record.value(WorkerJob.self, $0) }
        }
    }
}
