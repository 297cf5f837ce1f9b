public import Trust

/// The memory of one run while it is under way: it only grows, and each record is bound to all before it.
public protocol Journal: Sendable {
    /// Adds one record. It outlives this process from the next ``flush()`` on, and a power cut from the next
    /// ``synchronize()`` on.
    /// - Throws: `journal-unwritable`; after that nothing more is ever added.
    func append(_ event: JournalEvent) throws(Obstacle)

    /// Hands everything added so far to the system, without waiting for a device.
    /// - Throws: `journal-unwritable`.
    func flush() throws(Obstacle)

    /// Returns when everything added so far would survive a power cut.
    /// - Throws: `journal-unwritable`.
    func synchronize() async throws(Obstacle)
}
