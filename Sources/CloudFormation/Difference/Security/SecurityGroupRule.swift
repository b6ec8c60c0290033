/// A rule of a security group, wherever it is written.
public struct SecurityGroupRule: Sendable, Hashable {
    /// Seen from the group.
    public enum Direction: String, Sendable, Hashable {
        case ingress = "In"
        case egress = "Out"
    }

    public var direction: Direction
    public var group: String
    /// What is let through, such as `TCP 443`.
    public var traffic: String
    /// Who is at the other end, such as `Everyone (IPv4)`.
    public var peer: String
}

extension SecurityGroupRule {
    /// A rule as a template writes it; one that is a function is its text.
    init?(_ written: TemplateValue, direction: Direction, group: String) {
        guard let rule = IntrinsicText.rendering(written) else { return nil }
        self.direction = direction
        self.group = group
        guard rule.object != nil else {
            traffic = "?"
            peer = rule.text ?? rule.json
            return
        }
        traffic = Self.traffic(rule)
        peer = Self.peer(rule)
    }

    private static func traffic(_ rule: TemplateValue) -> String {
        let name = rule["IpProtocol"]?.text ?? "-1"
        if name == "-1" { return "Everything" }
        let `protocol` = ["1": "ICMP", "6": "TCP", "17": "UDP", "58": "ICMPV6"][name] ?? name.uppercased()
        guard let from = rule["FromPort"]?.text, from != "-1" else { return "All \(`protocol`)" }
        let to = rule["ToPort"]?.text ?? from
        return from == to ? "\(`protocol`) \(from)" : "\(`protocol`) \(from)-\(to)"
    }

    private static func peer(_ rule: TemplateValue) -> String {
        switch (rule["CidrIp"]?.text, rule["CidrIpv6"]?.text) {
        case ("0.0.0.0/0"?, _): return "Everyone (IPv4)"
        case (_, "::/0"?): return "Everyone (IPv6)"
        case (let block?, _), (nil, let block?): return block
        case (nil, nil): break
        }
        let groups = [
            "SourceSecurityGroupId", "DestinationSecurityGroupId", "SourceSecurityGroupName", "SourcePrefixListId",
            "DestinationPrefixListId",
        ]
        return groups.lazy.compactMap { rule[$0]?.text }.first ?? "?"
    }
}
