import Foundation
import GRDB
import TestSupport
import Testing

@testable import PipelineEngine

@Suite("The state folder")
struct StateFolderTests {
    @Test("A second engine on the folder is refused, and told who holds it")
    func secondLock() async throws {
        try await withScratchDirectory { folder in
            let lock = try EngineLock(folder: folder)
            let error = #expect(throws: EngineError.self) { try EngineLock(folder: folder) }
            let words = error.map { "\($0)" } ?? ""
            #expect(words.contains("another engine (process \(getpid())) already serves this state folder"))
            #expect(EngineLock.owner(of: folder) == getpid())
            withExtendedLifetime(lock) {}
        }
    }

    @Test("The lock is free again when its holder is gone")
    func lockIsFreed() async throws {
        try await withScratchDirectory { folder in
            do {
                let lock = try EngineLock(folder: folder)
                withExtendedLifetime(lock) {}
            }
            // A process that another test is starting holds a copy of the descriptor until it has become its program.
            while EngineLock.owner(of: folder) != nil { await Task.yield() }
            withExtendedLifetime(try EngineLock(folder: folder)) {}
        }
    }

    @Test("Folder and database are the user's own")
    func permissions() async throws {
        try await withEngineScene { scene in
            _ = try await scene.open()
            #expect(try mode(scene.folder) == 0o700)
            #expect(try mode(scene.folder.appending(path: "engine.db")) == 0o600)
        }
    }

    @Test("A database that a newer version wrote is refused in words and left as it is")
    func databaseFromFuture() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "engine.db")
            try Store(file: file).database.write { database in
                try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99')")
            }
            let error = #expect(throws: EngineError.self) { try Store(file: file) }
            #expect(error.map { "\($0)" }?.contains("was written by a newer sluice") == true)
            let known = try DatabaseQueue(path: file.path).read { database in
                try String.fetchAll(database, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
            }
            #expect(known == ["1", "99", "lanes", "projects", "references", "resources", "scale", "tokens"])
        }
    }

    @Test("A file that is no database is refused in words")
    func noDatabase() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "engine.db")
            try Data(repeating: 0x2a, count: 8192).write(to: file)
            let error = #expect(throws: EngineError.self) { try Store(file: file) }
            #expect(error.map { "\($0)" }?.contains("cannot be used") == true)
        }
    }

    @Test("A state folder that cannot be made is refused in words")
    func unusable() async throws {
        try await withScratchDirectory { folder in
            let file = folder.appending(path: "taken")
            try Data().write(to: file)
            let error = #expect(throws: EngineError.self) {
                try StateFolder.prepare(file.appending(path: "state"))
            }
            #expect(error.map { "\($0)" }?.contains("\(file.path)/state cannot be used") == true)
        }
    }

    private func mode(_ file: URL) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
