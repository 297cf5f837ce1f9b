public import Trust

/// The end of a journal: what the next record is bound to.
///
/// A record is one line, `{"event":…,"hash":…,"index":…,"previous":…}` in canonical JSON (RFC 8785). Its hash is
/// SHA-256 over four strings of bytes, each preceded by its length as eight bytes, big-endian:
///
/// 1. `https://airworthy.dev/journal-record/v1`; 2. `index` in decimal; 3. `event`, its exact bytes; 4. `previous`.
///
/// There is one way only to write a record, and every byte of a line is compared with it: no bit can change unseen.
public struct JournalChain: Sendable, Hashable {
    /// Records so far.
    public private(set) var count = 0
    /// Hash of the last one.
    public private(set) var head = LedgerChain.origin
    /// ``head`` as records have it.
    private var headText = Array(LedgerChain.origin.description.utf8)

    public init() {}

    /// The line of the next record, with its line feed, the chain then ending there.
    public mutating func add(_ event: JournalEvent) -> [UInt8] {
        let bytes = event.bytes
        let (line, hash, text) = Self.line(count + 1, bytes[...], previous: headText)
        count += 1
        head = hash
        headText = text
        return line
    }

    /// Takes the next line of a journal, without its line feed.
    ///
    /// - Throws: `journal-broken`, naming the record, what was expected and what was found.
    public mutating func accept(
        _ line: ArraySlice<UInt8>, of journal: Location?
    ) throws(Obstacle) -> JournalEvent {
        let index = count + 1
        let document: JSONDocument
        do {
            document = try JSONDocument(Array(line), name: "record \(index)", limits: Self.limits)
        } catch {
            throw Self.broken(index, "it is no JSON: \(error.message)", at: journal)
        }
        guard let body = document.root["event"] else { throw Self.broken(index, "it has no `event`", at: journal) }
        let (expected, hash, text) = Self.line(index, body.sourceBytes, previous: headText)
        guard expected.dropLast().elementsEqual(line) else {
            throw Self.broken(
                index, "it does not follow from the \(count) before it", at: journal,
                expected: "hash \(hash), previous \(head)",
                found: "hash \(document.root["hash"]?.string ?? "none"), "
                    + "previous \(document.root["previous"]?.string ?? "none")")
        }
        // What is said beside, or otherwise than it would be written, is of another version: nothing of it is passed over.
        guard let event = JournalEvent(body), event.bytes[...] == body.sourceBytes else {
            throw Obstacle(
                "journal-unknown-event", "record \(index) of the journal tells of something this version does not know",
                at: journal, remedy: "use the version of airworthy that wrote it")
        }
        count = index
        head = hash
        headText = text
        return event
    }

    /// One record is as large as what one attempt may report.
    private static let limits = JSONLimits(bytes: 64 << 20, depth: 16, nodes: 1 << 20)
    private static let domain = Array("https://airworthy.dev/journal-record/v1".utf8)

    /// - Parameter previous: hash of the record before, as text.
    private static func line(
        _ index: Int, _ event: ArraySlice<UInt8>, previous: [UInt8]
    ) -> (bytes: [UInt8], hash: Digest, text: [UInt8]) {
        let number = Array(String(index).utf8)
        var hashed: [UInt8] = []
        hashed.reserveCapacity(event.count + 192)
        for field in [domain[...], number[...], event, previous[...]] {
            withUnsafeBytes(of: UInt64(field.count).bigEndian) { hashed += $0 }
            hashed += field
        }
        let hash = Digest.of(hashed)
        let text = Array(hash.description.utf8)
        var line: [UInt8] = []
        line.reserveCapacity(event.count + 220)
        line += #"{"event":"#.utf8
        line += event
        line += #","hash":""#.utf8
        line += text
        line += #"","index":"#.utf8
        line += number
        line += #","previous":""#.utf8
        line += previous
        line += "\"}\n".utf8
        return (line, hash, text)
    }

    private static func broken(
        _ index: Int, _ reason: String, at journal: Location?, expected: String? = nil, found: String? = nil
    ) -> Obstacle {
        Obstacle(
            "journal-broken", "record \(index) of the journal is not what was recorded: \(reason)", at: journal,
            remedy: "restore the journal from a copy, or begin a new run; find out who could write to it",
            notes: [expected.map { "expected \($0)" }, found.map { "found \($0)" }].compactMap(\.self))
    }
}
