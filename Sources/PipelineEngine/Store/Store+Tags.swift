import GRDB
import PipelineAPI

extension Store {
    /// The tags of a resource, by key.
    func tags(of resource: String) throws -> [Tag] {
        try database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT key, value FROM tags WHERE resource = ? ORDER BY key", arguments: [resource]
            ).map { Tag(key: $0["key"], value: $0["value"]) }
        }
    }

    func add(_ tags: [Tag], to resource: String) throws {
        try database.write { database in
            for tag in tags {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO tags (resource, key, value) VALUES (?, ?, ?)",
                    arguments: [resource, tag.key, tag.value])
            }
        }
    }

    func removeTags(_ keys: [String], from resource: String) throws {
        try database.write { database in
            for key in keys {
                try database.execute(
                    sql: "DELETE FROM tags WHERE resource = ? AND key = ?", arguments: [resource, key])
            }
        }
    }

    func removeAllTags(from resource: String) throws {
        try database.write { try $0.execute(sql: "DELETE FROM tags WHERE resource = ?", arguments: [resource]) }
    }
}
