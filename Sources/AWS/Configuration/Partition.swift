/// A group of regions with a domain of its own.
///
/// Source: botocore's `partitions.json`.
struct Partition: Sendable, Hashable {
    /// As ARNs have it.
    let name: String
    let domain: String

    /// The partition of a region; that of the commercial regions if its name says nothing else.
    static func of(region: String) -> Partition {
        others.first { region.hasPrefix($0.prefix) }?.partition ?? Partition(name: "aws", domain: "amazonaws.com")
    }

    private static let others: [(prefix: String, partition: Partition)] = [
        ("cn-", Partition(name: "aws-cn", domain: "amazonaws.com.cn")),
        ("us-gov-", Partition(name: "aws-us-gov", domain: "amazonaws.com")),
        ("us-isob-", Partition(name: "aws-iso-b", domain: "sc2s.sgov.gov")),
        ("us-isof-", Partition(name: "aws-iso-f", domain: "csp.hci.ic.gov")),
        ("eu-isoe-", Partition(name: "aws-iso-e", domain: "cloud.adc-e.uk")),
        ("us-iso-", Partition(name: "aws-iso", domain: "c2s.ic.gov")),
        ("eusc-", Partition(name: "aws-eusc", domain: "amazonaws.eu")),
    ]
}
