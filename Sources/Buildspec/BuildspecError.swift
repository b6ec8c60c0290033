/// Why a text is no buildspec that can run. `message` is worded as CodeBuild words it, where its wording is known.
public enum BuildspecError: Error, Sendable, Equatable {
    /// Empty, not a map, or a map with none of a buildspec's sections.
    case noBuildspec
    /// The YAML does not parse. `reportedLine` is the line CodeBuild would print, 0 where it prints none.
    case syntax(problem: String, reportedLine: Int, at: Position?)
    /// A tag such as `!join`, which belongs to another tool's format.
    case unknownTag(String, at: Position?)
    /// One key twice in one map: one of the two values would be lost.
    case duplicateKey(String, at: Position?)
    /// No `version`, or one that is neither 0.1 nor 0.2.
    case unsupportedVersion(String?, at: Position?)
    /// A key under `phases` that names no phase.
    case invalidPhase(String, at: Position?)
    /// A command that YAML reads as a map or a list, usually for an unquoted colon and blank.
    case commandNotString(index: Int, at: Position?)
    /// A value of the wrong kind.
    case wrongShape(key: String, expected: String, at: Position?)
    /// One variable in two sections of `env`.
    case variableGivenTwice(String, at: Position?)
    /// Builds of a batch that cannot be told apart, or wait for ever.
    case unsoundBatch(String, at: Position?)

    /// A place in the text; lines and columns count from 1.
    public struct Position: Sendable, Equatable {
        /// The line, from 1.
        public var line: Int
        /// The column in Unicode scalars, from 1.
        public var column: Int

        /// A place.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// CodeBuild's status code of the failed DOWNLOAD_SOURCE phase.
    public static let code = "YAML_FILE_ERROR"
}

extension BuildspecError: CustomStringConvertible {
    /// The sentence to show: CodeBuild's own, or one in its manner.
    public var message: String {
        switch self {
        case .noBuildspec: "wrong number of container tags, expected 1"
        case .syntax(let problem, let line, _): line > 0 ? "\(problem) at line \(line)" : problem
        case .unknownTag(let tag, let place): "unknown tag \(tag)\(at(place))"
        case .duplicateKey(let key, let place): "key '\(key)' is given twice\(at(place))"
        case .unsupportedVersion(nil, _): "version is missing: expected 0.1 or 0.2"
        case .unsupportedVersion(let version?, _): "version '\(version)' is not supported: expected 0.1 or 0.2"
        case .invalidPhase(let name, _):
            "Invalid buildspec phase name: \(name). Expecting: build,install,post_build,pre_build"
        case .commandNotString(let index, let place):
            "Expected Commands[\(index)] to be of string type: found subkeys instead at line \(place?.line ?? 0), "
                + "value of the key tag on line \((place?.line ?? 1) - 1) might be empty"
        case .wrongShape(let key, let expected, let place): "\(key) must be \(expected)\(at(place))"
        case .unsoundBatch(let problem, let place): "\(problem)\(at(place))"
        case .variableGivenTwice(let name, let place): "variable '\(name)' is given in two sections of env\(at(place))"
        }
    }

    /// Where the fault is, where that is known.
    public var position: Position? {
        switch self {
        case .noBuildspec: nil
        case .syntax(_, _, let place), .unknownTag(_, let place), .duplicateKey(_, let place),
            .unsupportedVersion(_, let place), .invalidPhase(_, let place), .commandNotString(_, let place),
            .wrongShape(_, _, let place), .variableGivenTwice(_, let place), .unsoundBatch(_, let place):
            place
        }
    }

    public var description: String { "\(Self.code): \(message)" }

    private func at(_ place: Position?) -> String {
        place.map { " at line \($0.line)" } ?? ""
    }
}

/// Something in a buildspec that runs, but perhaps not as its author thinks.
public struct BuildspecWarning: Sendable, Equatable {
    /// The sentence to show.
    public var message: String
    /// Where it is, where that is known.
    public var position: BuildspecError.Position?
}
