/// Remembers the member names of every open object, to refuse a second one that says the same.
///
/// Two readers that keep the first and the last of two equal names read two different statements from one signature;
/// hence names are compared after unescaping. Small objects are compared as they are read. Large ones are sorted
/// when they close, so that chosen hash collisions cost n log n and not n².
struct JSONNameLedger {
    private struct Object {
        let first: Int
        var hasNonASCII = false
    }

    private static let linearLimit = 24

    private var objects: [Object] = []
    /// Hash in the high half, tape index in the low half, in order of appearance, all open objects in one array.
    private var records: [UInt64] = []

    mutating func openObject() {
        objects.append(Object(first: records.count))
    }

    /// Notes the name at `index` of the tape.
    mutating func add(_ index: Int, entries: [JSONEntry], base: UnsafePointer<UInt8>) throws(JSONFault) {
        let last = objects.count - 1
        let name = JSONName(entries[index], base: base)
        let hash = name.hash
        let first = objects[last].first
        if records.count - first < Self.linearLimit {
            for record in records[first...] where UInt32(truncatingIfNeeded: record >> 32) == hash {
                if JSONName(entries[Int(UInt32(truncatingIfNeeded: record))], base: base) == name {
                    throw Self.duplicate(entries[index], base: base)
                }
            }
        }
        if name.hasNonASCII { objects[last].hasNonASCII = true }
        records.append(UInt64(hash) << 32 | UInt64(index))
    }

    mutating func closeObject(entries: [JSONEntry], base: UnsafePointer<UInt8>) throws(JSONFault) {
        guard let object = objects.popLast() else { preconditionFailure("an object closed that was never opened") }
        if records.count - object.first > Self.linearLimit {
            try compareSorted(records[object.first...].sorted(), entries: entries, base: base)
        }
        if object.hasNonASCII { try compareEquivalent(records[object.first...], entries: entries, base: base) }
        records.removeSubrange(object.first...)
    }

    private func compareSorted(
        _ sorted: [UInt64], entries: [JSONEntry], base: UnsafePointer<UInt8>
    ) throws(JSONFault) {
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end] >> 32 == sorted[start] >> 32 { end += 1 }
            if end - start > 1 {
                let run = sorted[start..<end].map { entries[Int(UInt32(truncatingIfNeeded: $0))] }
                let ordered = run.sorted { JSONName($0, base: base) < JSONName($1, base: base) }
                for (left, right) in zip(ordered, ordered.dropFirst())
                where JSONName(left, base: base) == JSONName(right, base: base) {
                    throw Self.duplicate(left.start > right.start ? left : right, base: base)
                }
            }
            start = end
        }
    }

    /// `é` may be one scalar or two, and U+212A is `K`; a reader that normalises (Swift's own `String` among them) sees
    /// one name.
    private func compareEquivalent(
        _ records: ArraySlice<UInt64>, entries: [JSONEntry], base: UnsafePointer<UInt8>
    ) throws(JSONFault) {
        var seen: Set<String> = []
        for record in records {
            let entry = entries[Int(UInt32(truncatingIfNeeded: record))]
            if !seen.insert(JSONName(entry, base: base).text).inserted { throw Self.duplicate(entry, base: base) }
        }
    }

    private static func duplicate(_ entry: JSONEntry, base: UnsafePointer<UInt8>) -> JSONFault {
        let name = JSONName(entry, base: base).text
        return JSONFault("json-duplicate-key", "the member `\(name.prefix(80))` appears twice", at: Int(entry.start))
    }
}

/// A member name as its unescaped bytes; borrowed from the document where it has no escape.
private struct JSONName: Comparable {
    private let borrowed: UnsafeBufferPointer<UInt8>
    private let owned: [UInt8]?

    init(_ entry: JSONEntry, base: UnsafePointer<UInt8>) {
        borrowed = UnsafeBufferPointer(start: base + entry.contents.lowerBound, count: entry.contents.count)
        owned = entry.isEscaped ? JSONText.unescape(borrowed) : nil
    }

    private func withBytes<Answer>(_ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        guard let owned else { return body(borrowed) }
        return owned.withUnsafeBufferPointer(body)
    }

    /// Only a filter: equal hashes are always followed by a comparison of the bytes.
    var hash: UInt32 {
        withBytes { bytes in
            var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
            var index = 0
            let raw = UnsafeRawBufferPointer(bytes)
            while index + 8 <= raw.count {
                hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
                index += 8
            }
            while index < raw.count {
                hash = (hash ^ UInt64(raw[index])) &* 0x0000_0100_0000_01B3
                index += 1
            }
            return UInt32(truncatingIfNeeded: (hash ^ hash >> 32))
        }
    }

    var hasNonASCII: Bool { withBytes { bytes in bytes.contains { $0 >= 0x80 } } }
    var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }

    static func == (left: JSONName, right: JSONName) -> Bool {
        left.withBytes { left in right.withBytes { left.elementsEqual($0) } }
    }

    static func < (left: JSONName, right: JSONName) -> Bool {
        left.withBytes { left in right.withBytes { left.lexicographicallyPrecedes($0) } }
    }
}
