/// How long a request may take. The step's own timeout, which cancels, comes on top.
struct HTTPDeadlines: Sendable, Hashable {
    /// Name look-up, TCP and TLS together.
    var connecting: Duration = .seconds(10)
    /// From beginning to end.
    var total: Duration = .seconds(600)
    /// A server slower than 100 bytes a second for this long is not there: the slow-loris way of hanging a gate.
    var silence: Duration = .seconds(20)
}
