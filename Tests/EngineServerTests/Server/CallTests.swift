import AWS
import EngineServer
import Foundation
import PipelineAPI
import Testing

/// Client and server over a real socket.
@Suite(.timeLimit(.minutes(10))) struct CallTests {
    @Test func aCallBringsItsOutput() async throws {
        try await withServer({ table in
            table.on(GetPipeline.self) { input in
                .init(metadata: .init(pipelineArn: "arn:\(input.name)", created: Date(timeIntervalSince1970: 1.5)))
            }
        }) { server in
            let output = try await server.client(GetPipeline.self, .init(name: "shop"))
            #expect(output.metadata?.pipelineArn == "arn:shop")
            #expect(output.metadata?.created == Date(timeIntervalSince1970: 1.5))
        }
    }

    @Test func anErrorArrivesWhole() async throws {
        let refusal = APIError(code: "ConflictException", message: "a „busy“ pipeline:\nwait # here", status: 409)
        try await withServer({ $0.on(DeletePipeline.self) { _ in throw refusal } }) { server in
            let error = await #expect(throws: ClientError.self) {
                try await server.client(DeletePipeline.self, .init(name: "shop"))
            }
            guard case .service(refusal) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func twoClientsAreAnsweredAtOnce() async throws {
        let bothAreIn = Gate()
        let arrivals = Arrivals(2, then: bothAreIn.open)
        try await withServer({ table in
            table.on(DeletePipeline.self) { _ in
                await arrivals.arrive()
                await bothAreIn.pass()
                return Empty()
            }
        }) { server in
            let client = server.client
            async let first = client(DeletePipeline.self, .init(name: "a"))
            async let second = client(DeletePipeline.self, .init(name: "b"))
            _ = try await (first, second)
        }
    }

    @Test func aCallThatTakesTooLongSaysSo() async throws {
        let gate = Gate()
        try await withServer({ table in
            table.on(DeletePipeline.self) { _ in
                await gate.pass()
                return Empty()
            }
        }) { server in
            let client = ServiceClient(endpoint: .unixSocket(server.socketPath), timeout: .milliseconds(20))
            let error = await #expect(throws: ClientError.self) {
                try await client(DeletePipeline.self, .init(name: "shop"))
            }
            gate.open()
            let sentence = try #require(error).description
            #expect(
                sentence == "DeletePipeline got no answer within 0.02 s; look at the state before you repeat it.")
        }
    }

    @Test func aCancelledTaskEndsItsCall() async throws {
        let (gate, entered) = (Gate(), Gate())
        try await withServer({ table in
            table.on(DeletePipeline.self) { _ in
                entered.open()
                await gate.pass()
                return Empty()
            }
        }) { server in
            let client = server.client
            let call = Task { try await client(DeletePipeline.self, .init(name: "shop")) }
            await entered.pass()
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
            gate.open()
        }
    }

    @Test func noEngineIsUnreachable() async throws {
        let client = ServiceClient(endpoint: .unixSocket("/nonexistent/engine.sock"))
        let error = await #expect(throws: ClientError.self) { try await client(ListPipelines.self, .init()) }
        let sentence = try #require(error).description
        #expect(sentence == "Can't reach /nonexistent/engine.sock: No such file or directory.")
    }

    @Test func allPagesAreCollectedInOrder() async throws {
        try await withServer({ table in
            table.on(ListPipelines.self) { input in
                let page = input.nextToken.flatMap(Int.init) ?? 0
                return .init(
                    pipelines: [.init(name: PipelineName("p\(page)"), version: input.maxResults)],
                    nextToken: page < 2 ? String(page + 1) : nil)
            }
        }) { server in
            let pipelines = try await server.client.all(ListPipelines.self, .init(maxResults: 1))
            #expect(pipelines.map(\.name) == ["p0", "p1", "p2"])
            #expect(pipelines.map(\.version) == [1, 1, 1])
        }
    }
}

/// Does something when the last of several has arrived.
private actor Arrivals {
    private var missing: Int
    private let action: @Sendable () -> Void

    init(_ count: Int, then action: @escaping @Sendable () -> Void) {
        missing = count
        self.action = action
    }

    func arrive() {
        missing -= 1
        if missing == 0 { action() }
    }
}
