import Foundation
import GRDB
import PipelineAPI

extension Store {
    /// What every pipeline is declared as now, in the order of their names.
    func declarations() throws -> [PipelineDeclaration] {
        try database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT declaration FROM pipelines JOIN declarations
                        ON declarations.pipeline = name AND declarations.version = pipelines.version
                    ORDER BY name
                    """
            ).map { try Record.value(PipelineDeclaration.self, $0) }
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

extension PipelineSummary {
    fileprivate init(_ row: Row) {
        self.init(
            name: PipelineName(row["name"]), version: row["version"],
            pipelineType: (row["type"] as String?).flatMap { PipelineType(rawValue: $0) },
            executionMode: (row["mode"] as String?).flatMap { ExecutionMode(rawValue: $0) },
            created: Date(timeIntervalSince1970: row["created"]), updated: Date(timeIntervalSince1970: row["updated"]))
    }
}
