/// Everything that a list has, page after page.
///
/// - Parameter page: what a page holds, and the token of the next; `nil` on the last. The first is asked for without one.
func allPages<Element>(
    _ page: (_ token: String?) async throws -> ([Element], next: String?)
) async throws -> [Element] {
    var elements: [Element] = []
    var token: String?
    repeat {
        let (more, next) = try await page(token)
        elements += more
        // A token that comes back as it went would go round for ever.
        token = next == token ? nil : next
    } while token != nil
    return elements
}
