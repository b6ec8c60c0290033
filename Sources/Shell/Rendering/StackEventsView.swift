import AWS
import CloudFormation
import Foundation

/// What happened to a stack, event by event.
struct StackEventsView {
    let constructs: ConstructMetadata

    func lines(_ events: [StackEvent], style: Style) -> [String] {
        var table = Table(["TIME", "STATUS", "TYPE", "RESOURCE", "REASON"])
        for event in events {
            let id = event.logicalResourceId ?? ""
            table.add(
                [
                    Moment.text(event.timestamp), event.resourceStatus?.rawValue ?? "", event.resourceType ?? "",
                    constructs.shownPath(of: id) ?? id, event.resourceStatusReason ?? "",
                ].map(Untrusted.line))
        }
        return table.lines(style)
    }
}
