import GRDB
import PipelineAPI

extension Store {
    /// The webhooks, by name.
    func webhooks() throws -> [ListWebhookItem] {
        try database.read { database in
            try String.fetchAll(database, sql: "SELECT record FROM webhooks ORDER BY name")
                .map { try Record.value(ListWebhookItem.self, $0) }
        }
    }

    func save(_ webhook: ListWebhookItem) throws {
        try database.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO webhooks (name, record) VALUES (?, ?)",
                arguments: [webhook.definition.name, Record.text(webhook)])
        }
    }

    func deleteWebhook(_ name: String) throws {
        try database.write { try $0.execute(sql: "DELETE FROM webhooks WHERE name = ?", arguments: [name]) }
    }

    /// The custom action types, by category, provider and version.
    func actionTypes() throws -> [CustomActionType] {
        try database.read { database in
            try String.fetchAll(database, sql: "SELECT record FROM action_types ORDER BY id")
                .map { try Record.value(CustomActionType.self, $0) }
        }
    }

    func actionType(_ id: ActionTypeID) throws -> CustomActionType? {
        try database.read { database in
            try String.fetchOne(
                database, sql: "SELECT record FROM action_types WHERE id = ?", arguments: [id.path]
            ).map { try Record.value(CustomActionType.self, $0) }
        }
    }

    func save(_ type: CustomActionType) throws {
        try database.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO action_types (id, record) VALUES (?, ?)",
                arguments: [type.listing.id.path, Record.text(type)])
        }
    }

    func deleteActionType(_ id: ActionTypeID) throws {
        try database.write { try $0.execute(sql: "DELETE FROM action_types WHERE id = ?", arguments: [id.path]) }
    }
}

extension ActionTypeID {
    /// `Custom/Build/Jenkins/1`, as it ends an action type's ARN.
    var path: String { "\(owner.rawValue)/\(category.rawValue)/\(provider)/\(version)" }
}
