public import Trust

/// A journal as it was found on the device, read to its end.
public struct JournalText: Sendable {
    public let events: [JournalEvent]
    public let chain: JournalChain
    /// Length of the whole records; whatever follows is the beginning of one that was never finished.
    public let length: Int
    /// Bytes of the unfinished record; 0 when the last one is whole.
    public let torn: Int

    /// - Throws: `journal-broken`, naming the record; `journal-empty` when there is not even one.
    public init(_ bytes: [UInt8], at location: Location? = nil) throws(Obstacle) {
        var chain = JournalChain()
        var events: [JournalEvent] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            events.append(try chain.accept(bytes[start..<end], of: location))
            start = end + 1
        }
        try Self.requireUnfinished(bytes[start...], after: chain, at: location)
        guard !events.isEmpty else {
            throw Obstacle(
                "journal-empty", "the journal has no whole record: the run ended before it began", at: location,
                remedy: "begin a new run")
        }
        self.events = events
        self.chain = chain
        length = start
        torn = bytes.count - start
    }

    /// A record is torn when it lacks its end. A whole one followed by something else than a line feed was altered.
    private static func requireUnfinished(
        _ rest: ArraySlice<UInt8>, after chain: JournalChain, at location: Location?
    ) throws(Obstacle) {
        guard rest.count > 1 else { return }
        var next = chain
        guard (try? next.accept(rest.dropLast(), of: location)) != nil else { return }
        throw Obstacle(
            "journal-broken", "record \(next.count) of the journal is not what was recorded: its line does not end",
            at: location, remedy: "restore the journal from a copy; find out who could write to it",
            notes: ["expected a line feed", "found byte \(rest.last ?? 0)"])
    }
}
