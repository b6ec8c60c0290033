import Foundation
import GRDB
import PipelineAPI

extension Store {
    /// What every pipeline's sources are declared as now, in the order of the pipelines' names. All of them are in the first
    /// stage; of the other stages nothing is read.
    func declaredSources() throws -> [DeclaredSources] {
        try database.read { database in
            var remotes: [PipelineName: [String: String]] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT pipeline, repository, remote_url FROM checkouts") {
                remotes[PipelineName(row["pipeline"]), default: [:]][row["repository"]] = row["remote_url"]
            }
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT name, updated, declaration -> '$.stages[0].actions' AS actions,
                        declaration -> '$.triggers' AS triggers
                    FROM pipelines JOIN declarations
                        ON declarations.pipeline = name AND declarations.version = pipelines.version
                    ORDER BY name
                    """
            ).map { try DeclaredSources($0, remotes: remotes[PipelineName($0["name"])] ?? [:]) }
        }
    }

    func pipelineCount() throws -> Int {
        try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM pipelines") ?? 0 }
    }

    /// Pipelines by name, from behind a name on, and whether more follow.
    func pipelines(after name: String?, limit: Int) throws -> (page: [PipelineSummary], isLast: Bool) {
        try database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT name, pipelines.version, created, updated, declaration ->> 'pipelineType' AS type,
                        declaration ->> 'executionMode' AS mode
                    FROM pipelines JOIN declarations
                        ON declarations.pipeline = name AND declarations.version = pipelines.version
                    WHERE name > :after ORDER BY name LIMIT :limit
                    """, arguments: ["after": name ?? "", "limit": limit + 1])
            return (rows.prefix(limit).map { PipelineSummary($0) }, rows.count <= limit)
        }
    }
}

/// The sources of one pipeline.
struct DeclaredSources {
    var pipeline: PipelineName
    var actions: [ActionDeclaration]
    var triggers: [PipelineTriggerDeclaration]
    /// Where checkouts say that repositories are.
    var remotes: [String: String]
    /// When the pipeline was declared so.
    var time: Date

    fileprivate init(_ row: Row, remotes: [String: String]) throws {
        pipeline = PipelineName(row["name"])
        actions = try Record.value([ActionDeclaration].self, row["actions"] ?? "[]")
        triggers =
            try (row["triggers"] as String?).map { try Record.value([PipelineTriggerDeclaration].self, $0) } ?? []
        self.remotes = remotes
        time = Date(timeIntervalSince1970: row["updated"])
    }
}

extension PipelineSummary {
    fileprivate init(_ row: Row) {
        self.init(
            name: PipelineName(row["name"]), version: row["version"],
            pipelineType: (row["type"] as String?).flatMap { PipelineType(rawValue: $0) },
            executionMode: (row["mode"] as String?).flatMap { ExecutionMode(rawValue: $0) },
            created: Date(timeIntervalSince1970: row["created"]), updated: Date(timeIntervalSince1970: row["updated"]))
    }
}
