import Trust

/// Evidence that a credential renews itself, as the inventory records it.
struct Renewal: Sendable, Hashable {
    /// The controller that renews says that it is able to.
    let isReady: Bool
    let lastSucceeded: Instant
    /// No renewal reaches beyond this instant (a lease's maximum lifetime); nil for no such bound.
    let latest: Instant?
    /// When the next renewal is to begin; one that should have begun and has not is stuck. Nil when nobody says.
    let due: Instant?

    init(isReady: Bool, lastSucceeded: Instant, latest: Instant?, due: Instant? = nil) {
        self.isReady = isReady
        self.lastSucceeded = lastSucceeded
        self.latest = latest
        self.due = due
    }

    init(_ node: YAMLNode, of subject: String) throws(InputError) {
        var fields = try FieldReader(node, as: "`renewal` of \(subject)")
        guard let isReady = try fields.optionalBool("ready") else { throw fields.missing("ready") }
        self.isReady = isReady
        lastSucceeded = try fields.instant("lastSucceeded")
        latest = try fields.optionalInstant("latest")
        due = nil
        try fields.finish()
    }
}
