import Foundation
import Runner

/// The smallest program that is a runner, for tests that need a real process.
@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst().drop { $0 == "runner" }
        exit(RunnerProcess.main(directory: arguments.first))
    }
}
