import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// An HTTP server that does nothing while nobody asks.
///
/// Hummingbird's `Application` would do, but looks at the clock each second, for the header `Date`.
struct QuietServer: Service {
    let responder: EngineResponder
    let server: HTTPServerBuilder
    let address: BindAddress
    let onRunning: @Sendable (any Channel) async -> Void
    let logger: Logger

    private let date = DateHeader()

    /// The answer could not be written, so nothing more can be.
    private struct Unanswerable: Error {}

    init(
        responder: EngineResponder, server: HTTPServerBuilder, address: BindAddress, logger: Logger,
        onRunning: @escaping @Sendable (any Channel) async -> Void
    ) {
        self.responder = responder
        self.server = server
        self.address = address
        self.logger = logger
        self.onRunning = onRunning
    }

    func run() async throws {
        try await server.buildServer(
            configuration: .init(address: address), eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger,
            responder: { [responder, date] request, writer, channel in
                var response = try await responder.respond(to: request, context: Connection(channel: channel))
                response.headers[.date] = date.text
                // A client that asks before it sends a body does not send one that is refused: what it sends next would be
                // taken for it.
                if request.headers[.expect] != nil, response.status.code >= 400 {
                    response.headers[.connection] = "close"
                }
                do {
                    try await writer.write(response: response.head, body: response.body)
                } catch {
                    throw Unanswerable()
                }
            }, onServerRunning: onRunning
        ).run()
    }
}

/// Now, as HTTP writes it (RFC 9110, 5.6.7), made anew when the second has changed.
private final class DateHeader: Sendable {
    private let made = Mutex((second: time_t(0), text: ""))

    var text: String {
        let now = time(nil)
        return made.withLock { made in
            if made.second != now { made = (now, Date(timeIntervalSince1970: Double(now)).formatted(.http)) }
            return made.text
        }
    }
}

extension FormatStyle where Self == Date.VerbatimFormatStyle {
    /// As HTTP writes dates (RFC 9110, 5.6.7).
    static var http: Date.VerbatimFormatStyle {
        Date.VerbatimFormatStyle(
            format: """
                \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT
                """, locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian))
    }
}
