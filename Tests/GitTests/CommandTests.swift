import Foundation
import Testing

@testable import Git

struct CommandTests {
    @Test func linesComeAsATerminalWouldShowThem() {
        var collector = LineCollector(onLine: nil)
        collector.append(Array("Writing 10%\rWriting 100%\rWriting 100%, done.\nremote: né\r\nssh: no\r\n".utf8))
        #expect(collector.finish() == "Writing 100%, done.\nremote: né\nssh: no")
    }
}
