import Dispatch
import Glibc

/// Calls back whenever there is something to read from a descriptor, or its end; owns the descriptor.
struct ReadSource: Sendable {
    let descriptor: Int32
    // Dispatch sources are thread-safe by contract, though their protocol does not say so to the compiler; this one is
    // only resumed and cancelled after its making.
    nonisolated(unsafe) private let source: any DispatchSourceRead

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "sluice.read-source"))
    }

    /// Calls back from now on, once at a time.
    func start(_ onReadable: @escaping @Sendable () -> Void) {
        let descriptor = descriptor
        source.setEventHandler(handler: onReadable)
        source.setCancelHandler { close(descriptor) }
        source.resume()
    }

    /// Closes the descriptor; nobody is called any more.
    func cancel() { source.cancel() }
}
