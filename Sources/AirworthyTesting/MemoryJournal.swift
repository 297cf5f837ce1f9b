public import Airworthy
import Synchronization
public import Trust

/// A journal in memory that can break off after so many records, as a journal does when its process is killed.
public final class MemoryJournal: Journal {
    private struct State {
        var bytes: [UInt8] = []
        var chain = JournalChain()
    }

    private let state: Mutex<State>
    private let capacity: Int

    /// - Parameters:
    ///   - text: what is in it already, whole records only.
    ///   - capacity: records it takes in all; the next is refused.
    public init(_ bytes: [UInt8] = [], _ chain: JournalChain = JournalChain(), capacity: Int = .max) {
        state = Mutex(State(bytes: bytes, chain: chain))
        self.capacity = capacity
    }

    public var bytes: [UInt8] { state.withLock { $0.bytes } }
    public var count: Int { state.withLock { $0.chain.count } }

    public func append(_ event: JournalEvent) throws(Obstacle) {
        let isFull = state.withLock { state in
            guard state.chain.count < capacity else { return true }
            state.bytes += state.chain.add(event)
            return false
        }
        if isFull { throw Obstacle("journal-unwritable", "the journal takes no more") }
    }

    public func flush() throws(Obstacle) {}

    public func synchronize() async throws(Obstacle) {
        if count >= capacity { throw Obstacle("journal-unwritable", "the journal takes no more") }
    }
}
