import AWS
import EngineServer
import Foundation
import PipelineAPI
import ServiceLifecycle
import TestSupport
import Testing

/// Where a server agrees to listen.
@Suite(.timeLimit(.minutes(10))) struct SocketPlaceTests {
    private func run(at path: String, replacingStale: Bool = false) async throws {
        try await EngineServer(
            socketPath: path, replacesStaleSocket: replacingStale, table: OperationTable(logger: silent),
            events: { _, _, _ in AsyncStream { $0.finish() } }, logger: silent
        ).run()
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func socketAndDirectoryAreTheUsersAlone() async throws {
        try await withServer { server in
            try #expect(mode(server.socketPath) == 0o600)
            try #expect(mode((server.socketPath as NSString).deletingLastPathComponent) == 0o700)
        }
    }

    @Test func aPathThatDoesNotFitIsRefused() async throws {
        let path = "/tmp/" + String(repeating: "x", count: 103)
        await #expect(throws: ServerError.socketPathTooLong(path: path, bytes: 108, limit: 107)) {
            try await run(at: path)
        }
    }

    @Test func aDirectoryOpenToOthersIsRefused() async throws {
        try await withScratchDirectory { directory in
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
            await #expect(throws: ServerError.directoryNotPrivate(path: directory.path)) {
                try await run(at: directory.appending(path: "engine.sock").path)
            }
        }
    }

    @Test func aFileInTheSocketsPlaceIsLeftAlone() async throws {
        try await withScratchDirectory { directory in
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory.path)
            let file = directory.appending(path: "engine.sock")
            try Data("mine".utf8).write(to: file)
            await #expect(throws: ServerError.notASocket(path: file.path)) {
                try await run(at: file.path, replacingStale: true)
            }
            try #expect(Data(contentsOf: file) == Data("mine".utf8))
        }
    }

    @Test func aSocketThatMayBeServedIsLeftAlone() async throws {
        try await withServer({ $0.on(ListPipelines.self) { _ in .init() } }) { server in
            await #expect(throws: ServerError.socketExists(path: server.socketPath)) {
                try await run(at: server.socketPath)
            }
            _ = try await server.client(ListPipelines.self, .init())
        }
    }

    @Test func theOneThatHoldsTheLockReplacesADeadEnginesSocketAndTakesItAwayAtTheEnd() async throws {
        try await withScratchDirectory { directory in
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory.path)
            let path = directory.appending(path: "engine.sock").path
            try leaveDeadSocket(at: path)
            let (ready, continuation) = AsyncStream<Void>.makeStream()
            let server = EngineServer(
                socketPath: path, replacesStaleSocket: true, table: OperationTable(logger: silent),
                events: { _, _, _ in AsyncStream { $0.finish() } }, onReady: { continuation.yield() }, logger: silent)
            let group = ServiceGroup(configuration: .init(services: [server], logger: silent))
            async let running: Void = group.run()
            for await _ in ready { break }
            let answer = try await exchange("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", socketPath: path)
            #expect(answer.hasPrefix("HTTP/1.1 404"))
            await group.triggerGracefulShutdown()
            try await running
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
