/// One line of `journal`: something that happened in a build, in the order in which it did.
///
/// The line is a flat JSON object; a reader ignores keys and kinds that it does not know.
public struct JournalEntry: Codable, Sendable, Equatable {
    /// The format this code writes, named in the first entry.
    public static let currentVersion = 1

    /// What happened. Raw values outlive versions, so an unknown one is kept as it is.
    public struct Event: RawRepresentable, Codable, Sendable, Hashable {
        /// The name in the file.
        public let rawValue: String
        /// An event by its name in the file.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A runner took the build; carries `version`, `pid` and `buildID`.
        public static let buildStarted = Event(rawValue: "buildStarted")
        /// Carries `phase`.
        public static let phaseStarted = Event(rawValue: "phaseStarted")
        /// Carries `phase`, `status` and `contexts`.
        public static let phaseEnded = Event(rawValue: "phaseEnded")
        /// Carries `phase`, `list`, `index`, `count` and `text`.
        public static let commandStarted = Event(rawValue: "commandStarted")
        /// Carries `phase`, `list`, `index`, `exitStatus` and `startedAt`.
        public static let commandEnded = Event(rawValue: "commandEnded")
        /// A step of the runner's own, such as `environment` or `upload`; carries `step` and `text`.
        public static let step = Event(rawValue: "step")
        /// Carries `status`.
        public static let buildEnded = Event(rawValue: "buildEnded")
    }

    /// Which list of a phase a command stands in.
    public enum CommandList: String, Codable, Sendable {
        case commands
        case finally
    }

    /// Milliseconds since the epoch.
    public var at: Int64
    /// What happened.
    public var event: Event
    /// The journal's format, in the first entry.
    public var version: Int?
    /// The runner's process, in the first entry.
    public var pid: Int32?
    /// The build, in the first entry.
    public var buildID: String?
    /// The phase it happened in.
    public var phase: PhaseType?
    /// The command's list.
    public var list: CommandList?
    /// The command's place in its list, from 1.
    public var index: Int?
    /// How many commands the list has.
    public var count: Int?
    /// The command as written, secrets hidden; or what a step did.
    public var text: String?
    /// The name of a step.
    public var step: String?
    /// When the command started, milliseconds since the epoch.
    public var startedAt: Int64?
    /// How the command ended; missing if it was ended by a stop or a timeout.
    public var exitStatus: Int?
    /// How the phase or the build ended.
    public var status: BuildStatus?
    /// Why the phase ended so.
    public var contexts: [PhaseContext]?

    /// An entry with its time; the rest is set by the field that matters.
    public init(_ event: Event, at: Int64) {
        self.event = event
        self.at = at
    }
}
