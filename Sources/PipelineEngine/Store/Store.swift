import Foundation
import GRDB
import Glibc
import PipelineAPI
import PipelineCore

/// The engine's database: the only place where the state of pipelines is kept, and only the engine opens it.
///
/// Every change of state is one transaction, durable when `commit` returns (WAL, `synchronous = FULL`); but for what a
/// running action tells of itself, which it tells again to an engine that finds it running.
final class Store: Sendable {
    let database: DatabaseQueue

    /// Opens or makes the database.
    ///
    /// Throws `EngineError.databaseFromFuture`, `EngineError.stateUnusable`.
    init(file: URL) throws {
        do {
            // SQLite gives the files beside it the mode of this one.
            close(open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
            var configuration = Configuration()
            configuration.journalMode = .wal
            database = try DatabaseQueue(path: file.path, configuration: configuration)
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let migrator = Schema.migrator
            if try database.read(migrator.hasBeenSuperseded) {
                throw EngineError.databaseFromFuture(file)
            }
            try migrator.migrate(database)
        } catch let error as DatabaseError {
            throw EngineError.stateUnusable(
                file.deletingLastPathComponent(), reason: error.message ?? "\(error.resultCode)")
        }
    }

    /// The next number of a project's builds, from 1.
    ///
    /// Not worth waiting for the disk: a number that a power failure loses is given again.
    func nextBuildNumber(project: String) throws -> Int {
        try writeWithoutWaiting { database in
            try Int.fetchOne(
                database,
                sql: """
                    INSERT INTO build_numbers (project, last) VALUES (?, 1)
                    ON CONFLICT (project) DO UPDATE SET last = last + 1 RETURNING last
                    """, arguments: [project]) ?? 1
        }
    }

    /// One transaction that survives the end of the engine at once, and a power failure from the next commit on.
    func writeWithoutWaiting<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            defer { try? database.execute(sql: "PRAGMA synchronous = FULL") }
            try database.beginTransaction(.immediate)
            do {
                let value = try body(database)
                try database.commit()
                return value
            } catch {
                try? database.rollback()
                throw error
            }
        }
    }

    func register(pipeline: PipelineName, repository: String, remoteURL: String) throws {
        try database.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO checkouts (pipeline, repository, remote_url) VALUES (?, ?, ?)",
                arguments: [pipeline.rawValue, repository, remoteURL])
        }
    }

    func remoteURL(pipeline: PipelineName, repository: String) throws -> String? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT remote_url FROM checkouts WHERE pipeline = ? AND repository = ?",
                arguments: [pipeline.rawValue, repository])
        }
    }
}

/// How records are written into text columns.
enum Record {
    static func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
