import GRDB
import PipelineAPI

extension Store {
    /// Replaces the projects of a pipeline.
    func save(_ projects: [BuildProject], of pipeline: PipelineName) throws {
        try database.write { database in
            try database.execute(sql: "DELETE FROM build_projects WHERE pipeline = ?", arguments: [pipeline.rawValue])
            for project in projects {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO build_projects (pipeline, name, record) VALUES (?, ?, ?)",
                    arguments: [pipeline.rawValue, project.name, Record.text(project)])
            }
        }
    }

    func buildProject(_ name: String, of pipeline: PipelineName) throws -> BuildProject? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT record FROM build_projects WHERE pipeline = ? AND name = ?",
                arguments: [pipeline.rawValue, name]
            ).map { try Record.value(BuildProject.self, $0) }
        }
    }

    /// The projects of some names, in their order; of several pipelines' the last one registered.
    func buildProjects(named names: [String]) throws -> [BuildProject] {
        try database.read { database in
            try names.compactMap { name in
                try String.fetchOne(
                    database, sql: "SELECT record FROM build_projects WHERE name = ? ORDER BY sequence DESC",
                    arguments: [name]
                ).map { try Record.value(BuildProject.self, $0) }
            }
        }
    }
}
