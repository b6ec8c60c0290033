extension SecurityDifference {
    /// What no comparison of templates sees.
    public static let disclaimer =
        "(NOTE: There may be security-related changes not in this list. Custom resources, macros and what runs inside "
        + "of pipelines are not visible in templates.)"

    /// Tables of what is added and removed, only those with rows; empty if there are none.
    ///
    /// - Parameter constructPath: shown instead of a logical id where it is known.
    public func text(constructPath: (String) -> String? = { _ in nil }) -> String {
        Self.text(of: [tables(constructPath)], width: nil)
    }

    /// The same of several stacks in common tables, each with the names of its constructs.
    ///
    /// - Parameter width: what the tables should fit into; `nil` for any width.
    static func text(
        of parts: [(difference: SecurityDifference, constructs: ConstructMetadata)], width: Int?
    ) -> String {
        text(of: parts.map { part in part.difference.tables { part.constructs.shownPath(of: $0) } }, width: width)
    }

    private static func text(of parts: [[AlignedTable]], width: Int?) -> String {
        guard var tables = parts.first else { return "" }
        for index in tables.indices { tables[index].rows = parts.flatMap { $0[index].rows } }
        let texts = tables.filter { !$0.rows.isEmpty }.map { table in
            var table = table
            table.sortByResource()
            table.fit(into: width)
            return table.text
        }
        return texts.isEmpty ? "" : (texts + [disclaimer]).joined(separator: "\n\n")
    }

    private func tables(_ constructPath: (String) -> String?) -> [AlignedTable] {
        [statementTable, managedPolicyTable, singleSignOnTable, securityGroupTable].map { table in
            var table = table
            table.rows = table.rows.map { $0.map { Self.naming($0, constructPath) } }
            return table
        }
    }

    private var statementTable: AlignedTable {
        AlignedTable(
            title: "IAM Statement Changes", header: ["", "Resource", "Effect", "Action", "Principal", "Condition"],
            rows: statements.rows { statement in
                [
                    statement.resources.text, statement.effect, statement.actions.text, statement.principals.text,
                    statement.condition ?? "",
                ]
            })
    }

    private var managedPolicyTable: AlignedTable {
        AlignedTable(
            title: "IAM Policy Changes", header: ["", "Resource", "Managed Policy ARN"],
            rows: managedPolicies.rows { [$0.identity, $0.policyARN] })
    }

    private var singleSignOnTable: AlignedTable {
        AlignedTable(
            title: "SSO Changes", header: ["", "Resource", "Type", "Properties"],
            rows: singleSignOn.rows { ["${\($0.logicalID)}", $0.type, $0.content] })
    }

    private var securityGroupTable: AlignedTable {
        AlignedTable(
            title: "Security Group Changes", header: ["", "Group", "Dir", "Protocol", "Peer"],
            rows: securityGroupRules.rows { [$0.group, $0.direction.rawValue, $0.traffic, $0.peer] })
    }

    /// `${Id}` and `${Id.Attribute}` with the construct's path for the id.
    private static func naming(_ text: String, _ constructPath: (String) -> String?) -> String {
        text.replacing(/\$\{([A-Za-z0-9]+)((?:\.[^}]*)?)\}/) { match in
            constructPath(String(match.1)).map { "${\($0)\(match.2)}" } ?? String(match.0)
        }
    }
}

extension AddedAndRemoved {
    fileprivate func rows(_ cells: (Element) -> [String]) -> [[String]] {
        added.map { ["+"] + cells($0) } + removed.map { ["-"] + cells($0) }
    }
}

extension PolicyStatement.Targets {
    /// One on a line.
    fileprivate var text: String { values.map { isNegated ? "NOT \($0)" : $0 }.joined(separator: "\n") }
}
