public import CloudFormation
public import Foundation

/// Why an app gave no cloud assembly.
public enum SynthesisError: Error, Sendable, CustomStringConvertible {
    /// `cdk.json`, or a file beside it, is not as it should be.
    case badFile(URL, reason: String)
    /// Neither `cdk.json` nor `~/.cdk.json` says how the app is run.
    case noApp(URL)
    /// The app ended with something else than 0, after what it printed.
    case appFailed(command: String, ending: String)
    /// The app asks for what only AWS knows.
    case missingContext([MissingContext], Shortcoming)
    /// Another process writes the same output.
    case locked(output: URL, process: Int32)
    /// Other processes work with the output as it is.
    case inUse(output: URL, processes: [Int32])
    /// The app, or a plug-in that validates it, says that something is wrong.
    case invalid
    case assembly(AssemblyError)

    /// Why it was not looked up.
    public enum Shortcoming: Sendable {
        /// Nobody here speaks to AWS.
        case notOnAWS
        /// Sluice does not know how.
        case unknown
        /// The app's files say that nothing is.
        case switchedOff
        /// It was, and the app asks again.
        case notFound
        /// The assembly is there already, and no app that could be told.
        case madeElsewhere

        var advice: String {
            switch self {
            case .notOnAWS:
                "`sluice --endpoint aws synth` looks it up; commit cdk.context.json. Account and region are those of "
                    + "engine.json"
            case .unknown:
                "sluice knows no such look-up, and has no plug-ins; `cdk synth` may: run it, and commit cdk.context.json"
            case .switchedOff: "cdk.json says `lookups: false`: without that, or by `cdk synth`, it is looked up"
            case .notFound: "it was looked up, and the app goes on asking for it"
            case .madeElsewhere: "this assembly is ready-made: synthesise it again where its app is"
            }
        }
    }

    public var description: String {
        switch self {
        case .badFile(let file, let reason): "\(file.lastPathComponent) \(reason)"
        case .noApp(let folder):
            "cdk.json in \(folder.path) has no \"app\": it says which command synthesises, such as \"python3 app.py\""
        case .appFailed(let command, let ending): "the app \(ending): \(command)"
        case .missingContext(let missing, let shortcoming):
            (["the app asks for what only AWS knows, and cdk.context.json does not have it:"]
                + missing.map { "  \($0.question)" } + ["  " + shortcoming.advice]).joined(separator: "\n")
        case .locked(let output, let process):
            "process \(process) is synthesising into \(output.path); wait for it, or give another \"output\""
        case .inUse(let output, let processes):
            "Other CLIs (PID=\(processes.map(String.init).joined(separator: ", "))) are currently reading from "
                + "\(output.path); wait for them, or give another \"output\""
        case .invalid: "Synthesis finished with errors"
        case .assembly(let error): error.description
        }
    }
}

extension MissingContext {
    /// What is asked, where, and under which key the answer is expected.
    fileprivate var question: String {
        let place = ["account", "region"].compactMap { props[$0]?.text }.joined(separator: "/")
        let plugin = props["pluginName"]?.text.map { " \($0)" } ?? ""
        return "\(key) (\(provider)\(plugin)\(place.isEmpty ? "" : ", \(place)"))"
    }
}
